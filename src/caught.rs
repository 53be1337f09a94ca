//! Panics caught during the work on one document, so that a broken invariant fails this document and not the run.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does the work on one document; the error is the message of a panic. A panic must not leave shared values half changed.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| match panic.downcast::<String>() {
        Ok(message) => format!("panicked: {message}"),
        Err(panic) => format!("panicked: {}", panic.downcast_ref::<&str>().unwrap_or(&"no message")),
    })
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[test]
    fn the_message_of_a_panic_is_the_error() {
        assert_eq!(caught(|| 1), Ok(1));
        assert_eq!(caught::<()>(|| panic!("plain")), Err("panicked: plain".to_owned()));
        assert_eq!(caught::<()>(|| panic!("number {}", 2)), Err("panicked: number 2".to_owned()));
        assert_eq!(caught::<()>(|| std::panic::panic_any(2)), Err("panicked: no message".to_owned()));
    }
}
