//! Ends the programs of a run whose own process was killed and cannot end them itself.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Mutex;

/// Keeps a list of process groups and kills the rest of them when its input ends, which it does however this process ends.
const SCRIPT: &str = r#"
trap '' HUP INT TERM
groups=' '
while read -r line; do
  case $line in
    +*) groups="$groups${line#+} " ;;
    -*) gone=${line#-}; groups="${groups%% $gone *} ${groups#* $gone }" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done
"#;

/// A shell process beside the run, in a group of its own.
#[derive(Debug)]
pub(super) struct Guard {
    child: Child,
    stdin: Mutex<Option<ChildStdin>>,
}

impl Guard {
    /// Starts the shell; `None` where there is none, and then nothing ends the programs if this process is killed.
    pub(super) fn start() -> Option<Self> {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT]).process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let stdin = Mutex::new(child.stdin.take());
        Some(Self { child, stdin })
    }

    /// Adds a group to be killed if this process dies.
    pub(super) fn watch(&self, group: u32) {
        self.tell(&format!("+{group}\n"));
    }

    /// Removes a group that has been ended.
    pub(super) fn release(&self, group: u32) {
        self.tell(&format!("-{group}\n"));
    }

    fn tell(&self, line: &str) {
        if let Ok(mut stdin) = self.stdin.lock()
            && let Some(pipe) = stdin.as_mut()
        {
            // Without its guard the run goes on as well.
            let _ = pipe.write_all(line.as_bytes());
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Ok(mut stdin) = self.stdin.lock() {
            *stdin = None;
        }
        let _ = self.child.wait();
    }
}
