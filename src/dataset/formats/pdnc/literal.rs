//! Python literals: strings, integers, and lists, tuples and sets of literals.

/// Maximum depth of nested lists.
const DEPTH: usize = 16;

/// A literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    Text(String),
    Number(i64),
    List(Vec<Literal>),
}

impl Literal {
    /// Reads a literal; `None` if the text is not a literal or continues after it.
    pub(super) fn parse(cell: &str) -> Option<Self> {
        let mut reader = Reader { rest: cell };
        let literal = reader.literal(DEPTH)?;
        reader.skip_space();
        reader.rest.is_empty().then_some(literal)
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            Self::Text(_) | Self::Number(_) => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(_) | Self::List(_) => None,
        }
    }

    /// Returns the numbers of a list of two.
    pub(super) fn pair(&self) -> Option<(i64, i64)> {
        match self.list()? {
            [Self::Number(start), Self::Number(end)] => Some((*start, *end)),
            _ => None,
        }
    }
}

struct Reader<'c> {
    rest: &'c str,
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        Some(c)
    }

    fn literal(&mut self, depth: usize) -> Option<Literal> {
        self.skip_space();
        match self.rest.chars().next()? {
            '[' | '(' | '{' if depth > 0 => self.list(depth),
            '\'' | '"' => self.text().map(Literal::Text),
            _ if self.rest.starts_with("set()") => {
                self.rest = &self.rest[5..];
                Some(Literal::List(Vec::new()))
            }
            _ => self.number(),
        }
    }

    fn list(&mut self, depth: usize) -> Option<Literal> {
        let close = match self.take()? {
            '[' => ']',
            '(' => ')',
            _ => '}',
        };
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.rest.starts_with(close) {
                self.take();
                return Some(Literal::List(items));
            }
            items.push(self.literal(depth - 1)?);
            self.skip_space();
            match self.rest.chars().next()? {
                ',' => drop(self.take()),
                next if next == close => {}
                _ => return None,
            }
        }
    }

    fn number(&mut self) -> Option<Literal> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(self.rest.len());
        let number = self.rest[..end].parse().ok()?;
        self.rest = &self.rest[end..];
        Some(Literal::Number(number))
    }

    fn text(&mut self) -> Option<String> {
        let quote = self.take()?;
        let mut text = String::new();
        loop {
            match self.take()? {
                c if c == quote => return Some(text),
                '\\' => self.escape(&mut text)?,
                c => text.push(c),
            }
        }
    }

    fn escape(&mut self, text: &mut String) -> Option<()> {
        let c = match self.take()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'x' => self.code(2)?,
            'u' => self.code(4)?,
            'U' => self.code(8)?,
            c @ ('\\' | '\'' | '"') => c,
            // Python keeps the backslash of an unknown escape sequence.
            c => {
                text.push('\\');
                c
            }
        };
        text.push(c);
        Some(())
    }

    fn code(&mut self, digits: usize) -> Option<char> {
        let code = self.rest.get(..digits)?;
        self.rest = &self.rest[digits..];
        char::from_u32(u32::from_str_radix(code, 16).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_quote_and_escapes() {
        let texts = |cell: &str| -> Vec<String> {
            Literal::parse(cell).unwrap().list().unwrap().iter().map(|item| item.text().unwrap().to_owned()).collect()
        };
        assert_eq!(
            texts(r#"['a\nb', "it's", 'it\'s', '\u00e9\x41\U0001F600\q']"#),
            ["a\nb", "it's", "it's", "éA😀\\q"]
        );
        assert_eq!(texts("{'a', 'b'}"), texts("('a', 'b',)"));
        assert!(texts("set()").is_empty() && texts("[ ]").is_empty());
    }

    #[test]
    fn what_is_no_literal_is_none() {
        for cell in ["", "[", "[1 2]", "['a]", "nan", "[1]]", "'\\x4'", "'\\uD800'", "[1.5]", "--1", "'\\xé'"] {
            assert_eq!(Literal::parse(cell), None, "{cell}");
        }
        assert_eq!(Literal::parse(&"[".repeat(100_000)), None);
        assert_eq!(Literal::parse("[[395, 414]]").unwrap().list().unwrap()[0].pair(), Some((395, 414)));
    }
}
