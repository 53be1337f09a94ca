//! JUnit XML: the subset on which Jenkins, GitLab, Azure and the schema of Ant's reports agree.
//!
//! The same input gives the same bytes: times are 0, and the timestamp is the epoch.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use crate::error::{Error, Result};
use crate::report::safe::is_direction;

/// A named group of test cases.
pub(in crate::report) struct Suite {
    pub(in crate::report) name: String,
    pub(in crate::report) package: String,
    pub(in crate::report) properties: Vec<(String, String)>,
    pub(in crate::report) cases: Vec<Case>,
}

/// One test case.
pub(in crate::report) struct Case {
    pub(in crate::report) class: String,
    pub(in crate::report) name: String,
    /// `None` if the case passed.
    pub(in crate::report) mark: Option<Mark>,
}

/// The mark of a test case that did not pass.
pub(in crate::report) struct Mark {
    pub(in crate::report) element: Element,
    pub(in crate::report) kind: String,
    /// Message on one line.
    pub(in crate::report) message: String,
}

/// The XML element of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Element {
    /// Not decided.
    Skipped,
    /// A wrong answer.
    Failure,
    /// No answer at all.
    Error,
}

/// Renders the XML document.
pub(in crate::report) fn xml(suites: &[Suite]) -> Result<String> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(&mut writer, suites).map_err(Error::internal)?;
    Ok(String::from_utf8_lossy(&writer.into_inner()).into_owned() + "\n")
}

type Xml = Writer<Vec<u8>>;

fn write(xml: &mut Xml, suites: &[Suite]) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites")
        .write_inner_content(|xml| suites.iter().enumerate().try_for_each(|(index, of)| suite(xml, index, of)))?;
    Ok(())
}

fn suite(xml: &mut Xml, index: usize, suite: &Suite) -> io::Result<()> {
    let marks = || suite.cases.iter().filter_map(|case| case.mark.as_ref());
    let count = |element| marks().filter(|mark| mark.element == element).count().to_string();
    let attributes = [
        ("name", shown(&suite.name)),
        ("package", shown(&suite.package)),
        ("id", index.to_string()),
        ("tests", suite.cases.len().to_string()),
        ("failures", count(Element::Failure)),
        ("errors", count(Element::Error)),
        ("skipped", count(Element::Skipped)),
        ("time", "0".to_owned()),
        ("timestamp", "1970-01-01T00:00:00".to_owned()),
        ("hostname", "localhost".to_owned()),
    ];
    element(xml, "testsuite", &attributes).write_inner_content(|xml| {
        xml.create_element("properties").write_inner_content(|xml| {
            suite.properties.iter().try_for_each(|(name, value)| {
                let attributes = [("name", shown(name)), ("value", shown(value))];
                element(xml, "property", &attributes).write_empty().map(drop)
            })
        })?;
        suite.cases.iter().try_for_each(|of| case(xml, of))?;
        xml.create_element("system-out").write_empty()?;
        xml.create_element("system-err").write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn case(xml: &mut Xml, case: &Case) -> io::Result<()> {
    let attributes = [("classname", shown(&case.class)), ("name", shown(&case.name)), ("time", "0".to_owned())];
    let test = element(xml, "testcase", &attributes);
    let Some(mark) = &case.mark else {
        return test.write_empty().map(drop);
    };
    let (message, kind) = (("message", shown(&mark.message)), ("type", shown(&mark.kind)));
    let (name, attributes) = match mark.element {
        Element::Skipped => ("skipped", vec![message]),
        Element::Failure => ("failure", vec![message, kind]),
        Element::Error => ("error", vec![message, kind]),
    };
    test.write_inner_content(|xml| element(xml, name, &attributes).write_empty().map(drop)).map(drop)
}

fn element<'w>(
    xml: &'w mut Xml,
    name: &'static str,
    attributes: &[(&'static str, String)],
) -> quick_xml::writer::ElementWriter<'w, Vec<u8>> {
    let pairs = attributes.iter().map(|(name, value)| (*name, value.as_str()));
    xml.create_element(name).with_attributes(pairs)
}

/// Puts text on one line and removes control characters, most of which XML forbids.
fn shown(text: &str) -> String {
    let is_shown = |c: &char| !(c.is_control() || is_direction(*c) || matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.replace(['\n', '\r', '\t'], " ").chars().filter(is_shown).collect()
}
