//! The folder of a run: its files, and the conditions for resuming a run in it.

use std::fs::OpenOptions;
use std::io::Write;

use super::run::Run;
use super::support::{Place, Test};

pub(crate) fn trials() -> Vec<Test> {
    trials![
        predictions_stand_in_the_order_of_gold,
        predictions_are_not_lost_by_mistake,
        another_run_does_not_go_on,
        two_runs_at_once_are_refused,
        a_torn_end_is_made_again_and_damage_is_refused,
        failed_documents_are_asked_again_alone,
        a_limited_run_is_partial,
        a_full_disk_is_said_and_survived,
    ]
}

fn predictions_stand_in_the_order_of_gold() {
    let place = Place::new(40);
    let one = place.run("slow", "--out one -j 1").exits(0);
    let four = place.run("slow", "--out four -j 4").exits(0);
    assert_eq!(place.bytes("one"), place.bytes("four"));
    assert_eq!(one.stdout, four.stdout);
    let ids: Vec<_> =
        place.predictions("one").iter().map(|line| line["id"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(ids, (1..=40).map(|number| format!("d-{number}")).collect::<Vec<_>>());
    let first = &place.predictions("one")[0]["quotations"][0];
    assert_eq!((&first["content"][0]["start"], &first["content"][0]["end"]), (&1.into(), &13.into()));
    let scored = place.quoteval("score --gold gold.jsonl --pred one/gold/mine --no-intervals").exits(0);
    let without = |text: &str| text.lines().filter(|line| !line.starts_with("located")).collect::<Vec<_>>().join("\n");
    assert_eq!(without(&scored.stdout), without(&one.stdout));
}

fn predictions_are_not_lost_by_mistake() {
    let place = Place::new(4);
    place.run("good", "--out out").exits(0);
    place.run("good", "--out out").exits(2).says("already contains predictions").says("--resume continues");
    place.forget_asked();
    place.run("good", "--out out --resume").exits(0).says("4 from before");
    assert!(place.asked().is_empty());
    place.run("good", "--out out --overwrite").exits(0);
    assert_eq!(place.asked().len(), 4);
    place.run("good", "--resume").exits(2).says("--out");
}

fn another_run_does_not_go_on() {
    let place = Place::new(4);
    place.run("good", "--out out").exits(0);
    let before = place.bytes("out");
    place.run("slow", "--out out --resume").exits(2).says("contains a different run").says("strategy: ");
    place.run("good", "--out out --resume --setting gold-quotations").exits(2).says("setting: \"end-to-end\" before");
    place.run("good", "--out out --resume --where document=d-1").exits(2).says("--where: ");
    place.write_gold("gold.jsonl", "It fails");
    place.run("good", "--out out --resume").exits(2).says("gold: ");
    assert_eq!(place.bytes("out"), before);
}

fn two_runs_at_once_are_refused() {
    let place = Place::new(200);
    let mut first = place.started("slow", "--out out -j 1");
    while place.bytes("out").is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    place.run("slow", "--out out --resume").exits(2).says("another run is using the folder");
    assert!(first.wait().expect("it ends").success());
    assert_eq!(place.predictions("out").len(), 200);
}

fn a_torn_end_is_made_again_and_damage_is_refused() {
    let place = Place::new(4);
    place.run("good", "--out out").exits(0);
    let whole = place.bytes("out");
    let file = place.path("out/gold/mine/predictions.jsonl");
    for cut in 1..=whole.lines().last().map_or(0, str::len) {
        std::fs::write(&file, &whole[..whole.len() - cut]).expect("room");
        place.forget_asked();
        place.run("good", "--out out --resume").exits(0).says("the last line was incomplete");
        assert_eq!(place.asked(), ["d-4"]);
        assert_eq!(place.bytes("out"), whole);
        if cut > 20 {
            break;
        }
    }
    let sums = place.path("out/gold/mine/checksums.txt");
    let mut torn = OpenOptions::new().append(true).open(&sums).expect("it is there");
    torn.write_all(b"0123 ok - \"d-").expect("room");
    place.run("good", "--out out --resume").exits(0).says("4 from before");
    std::fs::write(&file, whole.replacen("Ann Lee", "Bob Lee", 1)).expect("room");
    let refused = place.run("good", "--out out --resume").exits(2);
    refused.says("predictions.jsonl:1: the line was changed after it was written");
    std::fs::remove_file(&sums).expect("it is there");
    place.run("good", "--out out --resume").exits(2).says("no checksums.txt to check the predictions by");
    std::fs::remove_file(place.path("out/gold/mine/run.json")).expect("it is there");
    place.run("good", "--out out --resume").exits(2).says("contains predictions, but no run.json");
}

fn failed_documents_are_asked_again_alone() {
    let place = Place::new(6);
    place.run("mends", "--out out").exits(0).says("5 answered, 1 failed");
    place.forget_asked();
    place.run("mends", "--out out --resume").exits(0).says("1 failed (6 from before)");
    assert!(place.asked().is_empty());
    std::fs::write(place.path("mended"), "").expect("room");
    place.run("mends", "--out out --retry-errors").exits(0).says("6 answered, 0 failed (5 from before)");
    assert_eq!(place.asked(), ["d-3"]);
    place.run("good", "--out right").exits(0);
    assert_eq!(place.bytes("out"), place.bytes("right"));
}

fn a_limited_run_is_partial() {
    let place = Place::new(6);
    place.run("good", "--out out --limit 2").exits(0).prints("2 documents · 4 quotations");
    assert_eq!(place.predictions("out").len(), 2);
    let refused = place.quoteval("score --gold gold.jsonl --pred out/gold/mine").exits(2);
    refused.says("the run is partial: it was limited by --limit 2").says("--allow-partial");
    place
        .quoteval("errors --gold gold.jsonl --pred out/gold/mine/predictions.jsonl")
        .exits(2)
        .says("the run is partial");
    let scored = place.quoteval("score --gold gold.jsonl --pred out/gold/mine --allow-partial").exits(0);
    scored.prints("documents without a prediction (4)");
    place
        .run("good", "--out out --resume --limit 4")
        .exits(0)
        .says("4 documents: 4 answered, 0 failed (2 from before)");
    place.run("good", "--out out --resume --limit 1 -j 3").exits(0).says("(4 from before)");
    assert_eq!(place.predictions("out").len(), 4, "nothing finished is lost");
    place.run("good", "--out out --resume").exits(0).says("(4 from before)");
    place.quoteval("score --gold gold.jsonl --pred out/gold/mine").exits(0);
    place.run("good", "--out whole").exits(0);
    assert_eq!(place.bytes("out"), place.bytes("whole"));
}

fn a_full_disk_is_said_and_survived() {
    let place = Place::new(60);
    place.run("good", "--out whole -j 2").exits(0);
    let command = place.command("good", "--out out -j 2");
    let words: Vec<String> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| format!("'{}'", word.to_string_lossy().replace('\'', r"'\''")))
        .collect();
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", &format!("ulimit -f 8; exec {}", words.join(" "))]);
    limited.current_dir(place.path("")).env("NO_COLOR", "1");
    let ran = Run::of(&mut limited);
    ran.exits(2).says("predictions.jsonl: File too large");
    place.assert_nothing_runs();
    let kept = place.bytes("out");
    let kept = kept.lines().filter(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()).count();
    assert!((5..60).contains(&kept), "{kept} lines fit");
    place.forget_asked();
    place.run("good", "--out out --resume").exits(0).says(&format!("({kept} from before)"));
    assert_eq!(place.asked().len(), 60 - kept);
    assert_eq!(place.bytes("out"), place.bytes("whole"));
}
