//! `quoteval init`: starter files.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::{Error, Result};

use super::files::write_file;
use super::output::print;

/// The files by path and content.
const FILES: [(&str, &str); 3] = [
    ("quoteval.toml", include_str!("quoteval.toml")),
    (".github/workflows/quoteval.yml", include_str!("workflow.yml")),
    ("gold/sample.json", include_str!("sample.json")),
];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder to write to
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Writes the files that do not exist yet.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    for (name, text) in FILES {
        let path = args.folder.join(name);
        let is_there = path.try_exists().map_err(Error::io(&path))?;
        if !is_there {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
            }
            write_file(&path, text.as_bytes())?;
        }
        print(&format!("{}: {}\n", if is_there { "left as it is" } else { "written" }, path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use crate::compare::Gate;

    use super::*;

    fn file(name: &str) -> &'static str {
        FILES.iter().find(|(path, _)| path.ends_with(name)).map(|(_, text)| *text).unwrap()
    }

    #[test]
    fn the_rules_are_the_defaults_and_every_line_can_be_made_one() {
        let (rules, default) = (file("quoteval.toml"), Gate::default());
        let gate = Gate::read(rules, "quoteval.toml").unwrap();
        assert_eq!((gate.metric.id(), gate.max_drop), (default.metric.id(), default.max_drop));
        assert_eq!((gate.significant, gate.min_documents), (default.significant, default.min_documents));
        assert!(gate.max_broken.is_none() && gate.slices.is_empty() && gate.never_break.is_empty());
        let all = rules.lines().map(|line| line.strip_prefix("#~ ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
        let gate = Gate::read(&all, "quoteval.toml").unwrap();
        assert!(gate.max_broken.is_some() && gate.floor.is_some());
        assert_eq!((gate.slices.len(), gate.never_break.len()), (1, 2));
    }
}
