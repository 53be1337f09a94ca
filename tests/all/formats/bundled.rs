//! The bundled datasets are valid and cause no warnings.

use crate::support::files::load;
use quoteval::internals::dataset::{BUNDLED, join};
use quoteval::{Setting, Source};

#[test]
fn bundled_datasets_are_valid() {
    for bundled in BUNDLED {
        let (dataset, findings) = load(bundled.name);
        assert_eq!(findings.to_string(), "", "{}", bundled.name);
        assert_eq!(dataset.name, bundled.name);
        assert!(
            dataset.documents().any(quoteval::GoldDocument::has_speaker_layer) && dataset.metadata.licence.is_some()
        );
    }
}

#[test]
fn gold_can_be_read_as_a_prediction_of_itself() {
    for bundled in BUNDLED {
        let source = Source::open(bundled.name).unwrap();
        for setting in Setting::ALL {
            let (joined, findings) = join(&source, &source, setting, |gold, prediction| {
                let gold: Vec<_> = gold.quotations.iter().map(|gold| &gold.quotation).collect();
                let predicted = prediction.unwrap().quotations.iter().map(|one| &one.quotation).collect::<Vec<_>>();
                assert_eq!(predicted, gold);
            })
            .unwrap();
            assert!(joined.is_some(), "{}: {findings}", bundled.name);
        }
    }
}
