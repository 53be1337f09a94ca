//! The names of the characters.

use std::collections::HashMap;

use super::rows;
use crate::dataset::format::fault::Fault;

const COLUMNS: [&str; 3] = ["COREF", "prop", "text"];

/// Returns the most frequent proper name of each character; ties go to the first. Characters without a proper name are left out.
pub(super) fn read(text: &str) -> Result<HashMap<String, String>, Fault> {
    let mut counts: HashMap<(&str, &str), (usize, usize)> = HashMap::new();
    for row in rows(text, &COLUMNS) {
        let (line, [character, prop, name]) =
            row.map_err(|(line, fault)| fault.within(&format!("line {} of the entities", line + 1)))?;
        if prop == "PROP" {
            counts.entry((character, name)).or_insert((0, line)).0 += 1;
        }
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by_key(|&(_, (count, line))| (count, std::cmp::Reverse(line)));
    Ok(ranked.into_iter().map(|((character, name), _)| (character.to_owned(), name.to_owned())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_occurs_most_often_is_the_name() {
        let rows = "COREF\tstart_token\tend_token\tprop\tcat\ttext\n\
            7\t0\t1\tPROP\tPER\tAnn Lee\n7\t4\t4\tPRON\tPER\tshe\n7\t9\t9\tPROP\tPER\tAnn\n7\t12\t12\tPROP\tPER\tAnn\n\
            8\t20\t21\tNOM\tPER\tthe guard\n9\t30\t30\tPROP\tPER\tBo\n9\t31\t31\tPROP\tPER\tRoe\n";
        let names = read(rows).unwrap();
        assert_eq!((names.get("7").unwrap().as_str(), names.get("9").unwrap().as_str()), ("Ann", "Bo"));
        assert_eq!(names.get("8"), None);
    }
}
