//! The strategies of a run: built in by name, or a program by its command.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::strategy::{self, Cache, CommandLine, Exec, ExecOptions, Strategy};
use crate::{Error, Result};

use super::names::step;

/// The prefix of the command of a program.
const EXEC: &str = "exec:";

/// The longest time limit.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);

/// Options for programs; built-in strategies ignore them.
#[derive(clap::Args)]
#[command(next_help_heading = "Programs (exec:CMD)")]
pub(super) struct ProgramArgs {
    /// Time limit per document, in seconds; for the first document of a process it includes startup
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    timeout: Duration,
    /// Retry a failed document up to N times
    #[arg(long, value_name = "N", default_value_t = 0)]
    retries: u32,
    /// Write the standard error of programs to DIR/DATASET.STRATEGY.worker-N.log [default: in the run folder]
    #[arg(long, value_name = "DIR")]
    log: Option<PathBuf>,
    /// A file that determines the version of the program, such as its source or model; repeatable. Answers are then cached by
    /// command, files and text
    #[arg(long, value_name = "FILE")]
    version_of: Vec<PathBuf>,
    /// Run the program on every document, even if its answer is cached
    #[arg(long)]
    no_cache: bool,
}

/// A requested strategy.
pub(super) enum Asked {
    BuiltIn(&'static dyn Strategy),
    Adjusted(Box<dyn Strategy>),
    Program(Box<Program>),
}

/// A program and how it is run.
pub(super) struct Program {
    name: String,
    spec: String,
    pub(super) command: CommandLine,
    pub(super) options: ExecOptions,
    /// The hash of the `--version-of` files, if any were given.
    pub(super) version: Option<String>,
    log: Option<PathBuf>,
}

/// The requested strategies, or all built-in ones; their names must be unique, since results are stored under them.
pub(super) fn asked(specs: &[String], args: &ProgramArgs, per_document: bool) -> Result<Vec<Asked>> {
    if specs.is_empty() {
        return Ok(strategy::all().iter().copied().map(Asked::BuiltIn).collect());
    }
    let asked: Vec<Asked> = specs.iter().map(|spec| one(spec, args, per_document)).collect::<Result<_>>()?;
    for (index, one) in asked.iter().enumerate() {
        if asked[..index].iter().any(|other| other.name() == one.name()) {
            let hint = "hint: `--strategy NAME=exec:CMD` gives a program a name";
            return Err(Error::Usage(format!("two strategies have the name '{}'\n  {hint}", one.name())));
        }
    }
    Ok(asked)
}

fn one(spec: &str, args: &ProgramArgs, per_document: bool) -> Result<Asked> {
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "._-".contains(c));
    let (name, spec) = match spec.split_once('=') {
        Some((name, rest)) if rest.starts_with(EXEC) && is_name(name) => (Some(name), rest),
        _ => (None, spec),
    };
    if let Some(command) = spec.strip_prefix(EXEC) {
        let mut program = Program::new(name, spec, command, args)?;
        program.options.per_document = per_document;
        return Ok(Asked::Program(Box::new(program)));
    }
    strategy::by_name(spec).map(Asked::BuiltIn).ok_or_else(|| {
        let known = strategy::all().iter().map(|strategy| strategy.name()).collect::<Vec<_>>().join(", ");
        Error::Usage(format!("unknown strategy '{spec}': {known}, or exec:CMD"))
    })
}

impl Program {
    fn new(name: Option<&str>, spec: &str, command: &str, args: &ProgramArgs) -> Result<Self> {
        let command = CommandLine::parse(command)?;
        let ProgramArgs { timeout, retries, .. } = *args;
        let cache = match args.version_of.as_slice() {
            [] => None,
            files => Some(Cache::new(cache_folder()?, &command, files)?),
        };
        Ok(Self {
            name: name.map_or_else(|| command.name(), str::to_owned),
            spec: spec.to_owned(),
            version: cache.as_ref().map(|cache| cache.version().to_hex().to_string()),
            options: ExecOptions {
                timeout,
                retries,
                cache: cache.filter(|_| !args.no_cache),
                ..ExecOptions::default()
            },
            log: args.log.clone(),
            command,
        })
    }

    /// The program as a strategy; logs go into the folder of the run, unless another was named.
    pub(super) fn exec(&self, dataset: &str, folder: Option<&Path>) -> Exec {
        let named = self.log.as_ref().map(|log| log.join(format!("{}.{}", step(dataset), step(&self.name))));
        let log = named.or_else(|| Some(folder?.join("log").join("stderr")));
        Exec::new(&*self.name, self.command.clone(), ExecOptions { log, ..self.options.clone() })
    }
}

impl Asked {
    /// Name of the system in reports.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::BuiltIn(strategy) => strategy.name(),
            Self::Adjusted(strategy) => strategy.name(),
            Self::Program(program) => &program.name,
        }
    }

    /// Version of the system, if known before the run.
    pub(super) const fn version(&self) -> &'static str {
        match self {
            Self::BuiltIn(_) | Self::Adjusted(_) => env!("CARGO_PKG_VERSION"),
            Self::Program(_) => "",
        }
    }

    /// The strategy as given on the command line.
    pub(super) fn spec(&self) -> &str {
        match self {
            Self::BuiltIn(_) | Self::Adjusted(_) => self.name(),
            Self::Program(program) => &program.spec,
        }
    }
}

/// The folder of cached answers: `QUOTEVAL_CACHE`, or one in the cache folder of the user.
fn cache_folder() -> Result<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let own = variable("QUOTEVAL_CACHE");
    let users = variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")));
    own.or_else(|| Some(users?.join("quoteval"))).ok_or_else(|| {
        Error::Usage("--version-of: no folder for the cache: set QUOTEVAL_CACHE to one, or use --no-cache".into())
    })
}

fn seconds(word: &str) -> Result<Duration, String> {
    let seconds: f64 = word.strip_suffix('s').unwrap_or(word).parse().map_err(|_| "not a number of seconds")?;
    let time = Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())?;
    match time {
        Duration::ZERO => Err("the limit must be above 0".to_owned()),
        time if time > LONGEST => Err("the limit must be at most a year".to_owned()),
        time => Ok(time),
    }
}
