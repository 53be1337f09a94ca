//! Runs that are killed at any moment and resumed: no finished document is asked again, and the result equals a whole run's.

use std::collections::HashSet;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use super::support::{Place, Test};

pub(crate) fn trials() -> Vec<Test> {
    trials![a_killed_run_goes_on_where_it_was, no_program_outlives_a_killed_run,]
}

const DOCUMENTS: usize = 60;
const JOBS: usize = 2;

/// The number of kills: a few, or as many as `QUOTEVAL_KILLS` states.
fn kills() -> u32 {
    std::env::var("QUOTEVAL_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(8)
}

fn a_killed_run_goes_on_where_it_was() {
    let place = Place::new(DOCUMENTS);
    let begun = Instant::now();
    let whole = place.run("slow", &format!("--out whole -j {JOBS}")).exits(0);
    let whole_time = begun.elapsed();
    let mut killed_within = 0;
    for kill in 0..kills() {
        place.forget_asked();
        let out = format!("killed-{kill}");
        let mut run = place.started("slow", &format!("--out {out} -j {JOBS}"));
        match kill {
            0 => wait_until(|| place.asked().len() > 2 * JOBS),
            _ => std::thread::sleep(moment(kill, whole_time)),
        }
        let _ = run.kill();
        let was_killed = !run.wait().expect("it ends").success();
        place.assert_nothing_runs();
        let finished = finished(&place, &out);
        killed_within += u32::from(was_killed && !finished.is_empty() && finished.len() < DOCUMENTS);
        let asked_before = place.asked().len();
        let resumed = place.run("slow", &format!("--out {out} -j {JOBS} --resume")).exits(0);
        let asked = place.asked();
        assert!(
            asked[asked_before..].iter().all(|id| !finished.contains(id)),
            "a finished document is not asked again"
        );
        assert!(asked.len() <= DOCUMENTS + JOBS, "only those in flight are: {} asked", asked.len());
        assert_eq!(place.bytes(&out), place.bytes("whole"));
        assert_eq!(resumed.stdout, whole.stdout);
    }
    assert!(killed_within > 0, "no kill fell into the run");
}

/// A pseudo-random moment from the start to a little after the end of a run.
fn moment(kill: u32, whole: Duration) -> Duration {
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().subsec_nanos();
    let random = (u64::from(now) ^ (u64::from(kill) << 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
    whole.mul_f64(random as f64 / (1_u64 << 31) as f64 * 1.1)
}

/// The documents with a complete line.
fn finished(place: &Place, out: &str) -> HashSet<String> {
    let text = place.bytes(out);
    let whole = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    let id = |line| serde_json::from_str::<serde_json::Value>(line).expect("a line with its end is whole");
    whole.map(|line| id(line)["id"].as_str().unwrap_or_default().to_owned()).collect()
}

#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn no_program_outlives_a_killed_run() {
    for (mode, signal) in [("hang", "KILL"), ("ignores-signals", "KILL"), ("grandchild-hangs", "INT"), ("hang", "TERM")]
    {
        let place = Place::new(6);
        let mut run = place.started(mode, "--timeout 100 -j 2");
        wait_until(|| place.asked().iter().any(|id| id == "d-3"));
        if signal == "INT" && ignores_interrupts() {
            println!("skipped: SIGINT, which is ignored in the background of a shell; SIGTERM instead");
            send("TERM", &run);
        } else {
            send(signal, &run);
        }
        assert!(!run.wait().expect("it ends").success());
        place.assert_nothing_runs();
    }
}

/// True if this process ignores SIGINT, as background processes of a shell do; its children then ignore SIGINT too.
fn ignores_interrupts() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).map(str::trim);
    let signals = ignored.and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default();
    signals >> 1 & 1 == 1
}

fn wait_until(holds: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(20);
    while !holds() && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn send(signal: &str, run: &Child) {
    let sent = Command::new("kill").args([format!("-{signal}"), run.id().to_string()]).status();
    assert!(sent.expect("kill runs").success());
}
