//! Scoring of the answers in a run folder.

use crate::dataset::{Source, join};
use crate::model::{GoldDocument, Prediction};
use crate::score::{DocumentScore, Evaluation, ScoreOptions};
use crate::{Error, Result};

use super::folder::RunFolder;
use super::journal::restore;
use super::session::Job;
use crate::cli::input::settle;

impl Job<'_> {
    /// Scores all predictions in the folder, including those of earlier sessions.
    pub(super) fn score_folder(&self, folder: &RunFolder) -> Result<Vec<DocumentScore>> {
        let predictions = Source::open(&format!("native:{}", folder.predictions().display()))?;
        let score = |gold: &GoldDocument, prediction: Option<&Prediction>| {
            let prediction = prediction.filter(|_| self.options.wants(gold))?;
            let located = folder.located(gold.id());
            let restored = located.map(|located| restore(prediction, located));
            Some(DocumentScore::new(gold, restored.as_ref().or(Some(prediction)), self.options))
        };
        let joined = join(self.documents.source(), &predictions, self.options.measure.setting, score)?;
        Ok(settle(joined)?.results.into_iter().flatten().collect())
    }

    /// The evaluation of the run; fails if the gold has changed meanwhile.
    pub(super) fn evaluation(&self, scores: Vec<DocumentScore>) -> Result<Evaluation> {
        let options = ScoreOptions { layers: self.documents.layers, ..self.options.clone() };
        let is_all = scores.len() == self.documents.wanted;
        let evaluation = Evaluation::new(options, scores);
        let name = self.documents.name();
        if is_all && evaluation.gold_hash != self.documents.gold_hash || evaluation.documents.len() < self.asked_for() {
            return Err(Error::Usage(format!("{name}: the gold changed during the run")));
        }
        Ok(evaluation)
    }
}
