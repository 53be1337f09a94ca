//! The bundled datasets hold no fault.

use quoteval::dataset::{BUNDLED, Dataset, Predictions, Source};
use quoteval::model::Setting;

#[test]
fn bundled_datasets_are_valid() {
    for bundled in BUNDLED {
        let (dataset, findings) = Dataset::read(&Source::open(bundled.name).unwrap()).unwrap();
        let dataset = dataset.unwrap_or_else(|| panic!("{}:\n{findings}", bundled.name));
        assert_eq!(findings.to_string(), "", "{}", bundled.name);
        assert_eq!(dataset.name, bundled.name);
        assert!(dataset.has_speaker_layer() && dataset.metadata.licence.is_some());
    }
}

#[test]
fn gold_can_be_read_as_a_prediction_of_itself() {
    for bundled in BUNDLED {
        let gold = Dataset::load(bundled.name).unwrap();
        for setting in Setting::ALL {
            let predictions = Predictions::load(bundled.name, &gold, setting).unwrap();
            for (gold, prediction) in gold.documents().zip(&predictions.documents) {
                let prediction = prediction.as_ref().unwrap();
                let gold: Vec<_> = gold.quotations.iter().map(|gold| &gold.quotation).collect();
                assert_eq!(prediction.quotations.iter().map(|one| &one.quotation).collect::<Vec<_>>(), gold);
            }
        }
    }
}
