//! Bytes received from a program, split into lines.

/// Bytes received and not yet returned as lines.
#[derive(Debug, Default)]
pub(super) struct Received {
    bytes: Vec<u8>,
    /// Start of the first line not yet returned.
    start: usize,
    /// End of the bytes already searched for a line feed.
    scanned: usize,
    /// Number of bytes received since [`count_anew`](Self::count_anew), plus those pending at that time.
    count: usize,
}

impl Received {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if self.start == self.bytes.len() {
            self.bytes.clear();
            (self.start, self.scanned) = (0, 0);
        }
        self.bytes.extend_from_slice(bytes);
        self.count += bytes.len();
    }

    /// Returns the next complete line that is not blank.
    pub(super) fn line(&mut self) -> Option<Vec<u8>> {
        if self.start == self.scanned {
            let blank = self.bytes.len() - self.bytes[self.start..].trim_ascii_start().len();
            (self.start, self.scanned) = (blank, blank);
        }
        let Some(at) = memchr::memchr(b'\n', &self.bytes[self.scanned..]) else {
            self.scanned = self.bytes.len();
            return None;
        };
        let end = self.scanned + at;
        let line = self.bytes[self.start..end].trim_ascii_end().to_owned();
        (self.start, self.scanned) = (end + 1, end + 1);
        Some(line)
    }

    /// Returns the remaining bytes as a line; called when no line feed will follow.
    pub(super) fn rest(&mut self) -> Option<Vec<u8>> {
        let rest = self.bytes[self.start..].trim_ascii().to_owned();
        *self = Self::default();
        (!rest.is_empty()).then_some(rest)
    }

    /// Restarts the count for a new document.
    pub(super) fn count_anew(&mut self) {
        self.bytes.drain(..self.start);
        self.scanned -= self.start;
        self.start = 0;
        self.count = self.bytes.len();
        self.bytes.shrink_to(1 << 20);
    }

    /// Number of bytes received for this document.
    pub(super) const fn count(&self) -> usize {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::Received;

    #[test]
    fn lines_come_whole_and_blank_ones_not_at_all() {
        let mut received = Received::default();
        received.push(b"one\n\r\n  \ntw");
        assert_eq!(received.line().as_deref(), Some(&b"one"[..]));
        assert_eq!(received.line(), None);
        received.count_anew();
        assert_eq!(received.count(), 2);
        received.push(b"o\r\nthree");
        assert_eq!(received.line().as_deref(), Some(&b"two"[..]));
        assert_eq!(received.line(), None);
        assert_eq!(received.count(), 10);
        assert_eq!(received.rest().as_deref(), Some(&b"three"[..]));
        assert_eq!(received.rest(), None);
    }
}
