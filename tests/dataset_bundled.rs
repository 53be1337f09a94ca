//! The bundled datasets hold no fault.

use quoteval::dataset::{BUNDLED, Dataset, Source};

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
