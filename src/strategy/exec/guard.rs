//! A watchdog that kills the programs of a run if the main process is killed and cannot end them itself.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Mutex;

/// Tracks process groups and kills those that are left when its input ends, which happens however the main process ends.
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

/// A watchdog shell in its own process group.
#[derive(Debug)]
pub(super) struct Guard {
    child: Child,
    stdin: Mutex<Option<ChildStdin>>,
}

impl Guard {
    /// Starts the shell; `None` if there is no shell. Without it, programs outlive a killed main process.
    pub(super) fn start() -> Option<Self> {
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT]).process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let stdin = Mutex::new(child.stdin.take());
        Some(Self { child, stdin })
    }

    /// Adds a group to kill if this process dies.
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
            // The run continues without its guard.
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
