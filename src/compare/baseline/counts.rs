//! Counts of a document in a short, readable form.

use crate::model::GoldDocument;
use crate::score::slices::{SideCounts, SliceCounts};
use crate::score::{Counts, DocumentScore, METRICS, Metric, ScoreOptions};

/// Maximum count of a document.
const MOST: u64 = u32::MAX as u64;

/// Placeholder for counts that are all 0.
const NOTHING: &str = "-";

/// The metrics that a baseline keeps: those that count whole items as right or wrong, where more is better.
pub(super) fn kept() -> impl Iterator<Item = (usize, &'static Metric)> {
    let nothing = DocumentScore::new(&GoldDocument::default(), None, &ScoreOptions::default()).counts();
    let is_whole = move |index: usize| matches!(nothing[index], Counts::Matches { .. } | Counts::Share { .. });
    let is_kept = move |(index, metric): &(usize, &'static Metric)| is_whole(*index) && !metric.is_error();
    METRICS.iter().copied().enumerate().filter(is_kept)
}

/// Writes the numbers of gold and predicted quotations, then the counts of every metric.
pub(super) fn write(gold: u64, predicted: u64, counts: impl Iterator<Item = Counts>) -> String {
    let mut words = vec![format!("{gold}/{predicted}")];
    words.extend(counts.map(|counts| word(&counts, gold, predicted)));
    words.join(" ")
}

fn word(counts: &Counts, gold: u64, predicted: u64) -> String {
    let numbers = counts.numbers();
    match counts {
        Counts::Matches { tp, fp, fn_ } if (tp + fn_, tp + fp) == (gold, predicted) => tp.to_string(),
        _ if numbers.iter().all(|&number| number == 0) => NOTHING.to_owned(),
        _ => numbers.iter().map(u64::to_string).collect::<Vec<_>>().join("/"),
    }
}

/// Reads the output of [`write`] for metrics with counts of these kinds.
pub(super) fn read(text: &str, kinds: &[Counts]) -> Option<(u64, u64, Vec<Counts>)> {
    let mut words = text.split(' ');
    let [gold, predicted] = numbers(words.next()?)?.try_into().ok()?;
    let counts: Vec<Counts> =
        kinds.iter().map(|kind| read_word(words.next()?, kind, gold, predicted)).collect::<Option<_>>()?;
    words.next().is_none().then_some((gold, predicted, counts))
}

fn read_word(word: &str, kind: &Counts, gold: u64, predicted: u64) -> Option<Counts> {
    let numbers = if word == NOTHING { kind.numbers().iter().map(|_| 0).collect() } else { numbers(word)? };
    match (kind, numbers.as_slice()) {
        (Counts::Matches { .. }, &[tp]) => matches(tp, predicted, gold),
        (Counts::Matches { .. }, &[tp, predicted, gold]) => matches(tp, predicted, gold),
        (Counts::Share { .. }, &[numerator, denominator]) => Some(Counts::Share { numerator, denominator }),
        _ => None,
    }
}

fn matches(tp: u64, predicted: u64, gold: u64) -> Option<Counts> {
    Some(Counts::Matches { tp, fp: predicted.checked_sub(tp)?, fn_: gold.checked_sub(tp)? })
}

fn numbers(word: &str) -> Option<Vec<u64>> {
    word.split('/').map(number).collect()
}

fn number(digits: &str) -> Option<u64> {
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|&number| is_plain && number <= MOST)
}

/// Writes both sides of a slice.
pub(super) fn write_slice(counts: &SliceCounts) -> String {
    let sides = [Some(counts.gold), counts.predicted].into_iter().flatten();
    sides.map(|side| runs(&side.numbers())).collect::<Vec<_>>().join("|")
}

/// Reads the output of [`write_slice`].
pub(super) fn read_slice(text: &str) -> Option<SliceCounts> {
    let mut sides = text.split('|').map(|side| {
        let numbers: [u64; SideCounts::WIDTH] = unrolled(side)?.try_into().ok()?;
        numbers.iter().all(|&right| right <= numbers[0]).then(|| SideCounts::of_numbers(numbers))
    });
    let gold = sides.next()??;
    let predicted = match sides.next() {
        None => None,
        Some(predicted) => Some(predicted?),
    };
    sides.next().is_none().then_some(SliceCounts { gold, predicted })
}

/// Run-length encoding: `4 3x2 0` for 4 3 3 0.
fn runs(numbers: &[u64]) -> String {
    if numbers.iter().all(|&number| number == 0) {
        return NOTHING.to_owned();
    }
    let run = |run: &[u64]| if run.len() == 1 { run[0].to_string() } else { format!("{}x{}", run[0], run.len()) };
    numbers.chunk_by(|a, b| a == b).map(run).collect::<Vec<_>>().join(" ")
}

fn unrolled(text: &str) -> Option<Vec<u64>> {
    if text == NOTHING {
        return Some(vec![0; SideCounts::WIDTH]);
    }
    let mut all = Vec::new();
    for word in text.split(' ') {
        let (value, times) = word.split_once('x').unwrap_or((word, "1"));
        let times = number(times).filter(|&times| times <= SideCounts::WIDTH as u64)?;
        all.extend(std::iter::repeat_n(number(value)?, times as usize));
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_back() {
        let counts = [
            Counts::Matches { tp: 3, fp: 1, fn_: 2 },
            Counts::Matches { tp: 3, fp: 0, fn_: 2 },
            Counts::Matches { tp: 0, fp: 0, fn_: 0 },
            Counts::Share { numerator: 7, denominator: 5 },
        ];
        let written = write(5, 4, counts.into_iter());
        assert_eq!(written, "5/4 3 3/3/5 - 7/5");
        assert_eq!(read(&written, &counts), Some((5, 4, counts.to_vec())));
        for wrong in ["", "5/4", "5/4 3 3/3/5 - 7/5 1", "5/4 6 3/3/5 - 7/5", "5/4 3 3/3/5 - 7", "5/4 +3 3/3/5 - 7/5"] {
            assert_eq!(read(wrong, &counts), None, "{wrong}");
        }
    }

    #[test]
    fn slices_come_back() {
        let side = |numbers| SideCounts::of_numbers(numbers);
        let both =
            SliceCounts { gold: side([5, 3, 3, 4, 4, 2, 2, 2, 2]), predicted: Some(side([4, 3, 3, 4, 4, 2, 2, 2, 2])) };
        assert_eq!(write_slice(&both), "5 3x2 4x2 2x4|4 3x2 4x2 2x4");
        assert_eq!(read_slice("5 3x2 4x2 2x4|4 3x2 4x2 2x4"), Some(both));
        let empty = SliceCounts { predicted: Some(SideCounts::default()), ..both };
        assert_eq!(write_slice(&empty), "5 3x2 4x2 2x4|-");
        assert_eq!(read_slice("5 3x2 4x2 2x4|-"), Some(empty));
        let gold = SliceCounts { predicted: None, ..both };
        assert_eq!(read_slice(&write_slice(&gold)), Some(gold));
        for wrong in ["", "5", "5 3x2 4x2 2x5", "1 2x8", "5x9|", "5x99999999999", "5x9|5x9|5x9"] {
            assert_eq!(read_slice(wrong), None, "{wrong}");
        }
    }
}
