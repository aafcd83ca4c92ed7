//! Saving a file: written beside its place, made durable, then renamed into it.

use crate::domain::text::clean;
use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::{error, fmt};

/// Why a file was not saved. The file that was there before is untouched.
#[derive(Debug)]
pub enum SaveError {
    /// There is a file, and nobody said it may be replaced.
    Exists(PathBuf),
    /// There is something that is not a file.
    NotAFile(PathBuf, &'static str),
    /// There is no folder to write it in.
    NoFolder(PathBuf),
    Io(PathBuf, io::Error),
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |path: &Path| clean(&path.to_string_lossy()).into_owned();
        match self {
            Self::Exists(path) => write!(f, "{} exists already", shown(path)),
            Self::NotAFile(path, what) => {
                write!(f, "{} is {what}; only a file can be written", shown(path))
            }
            Self::NoFolder(path) => write!(f, "{}: no such folder", shown(path)),
            Self::Io(path, error) => write!(f, "{}: {error}", shown(path)),
        }
    }
}

impl error::Error for SaveError {}

/// Saves what `write` writes at `path`. Without `force` an existing file is never replaced, not even one that
/// appears while this one is written. A new file gets the usual mode, a replaced one keeps its own.
pub fn save(
    path: &Path,
    force: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), SaveError> {
    let io = |error| SaveError::Io(path.to_owned(), error);
    let target = resolve(path)?;
    let old = permissions(&target)?;
    if old.is_some() && !force {
        return Err(SaveError::Exists(path.to_owned()));
    }
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or_else(|| Path::new("."));
    if !parent.is_dir() {
        return Err(SaveError::NoFolder(parent.to_owned()));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-");
    usual_mode(&mut builder);
    // The crate names the file that it could not make, which nobody asked for.
    let plain = |error: io::Error| match error.kind() {
        kind @ (ErrorKind::PermissionDenied
        | ErrorKind::ReadOnlyFilesystem
        | ErrorKind::StorageFull) => io(kind.into()),
        _ => io(error),
    };
    let mut file = builder.tempfile_in(parent).map_err(plain)?;
    let mut out = BufWriter::new(&mut file);
    write(&mut out).and_then(|()| out.flush()).map_err(io)?;
    drop(out);
    if let Some(old) = old {
        file.as_file().set_permissions(old).map_err(io)?;
    }
    file.as_file().sync_all().map_err(io)?;
    let persisted = if force { file.persist(&target) } else { file.persist_noclobber(&target) };
    persisted.map_err(|failed| match failed.error.kind() {
        ErrorKind::AlreadyExists => SaveError::Exists(path.to_owned()),
        _ => io(failed.error),
    })?;
    // The rename is durable once the directory is; some file systems cannot do that, and the file
    // itself is whole either way.
    File::open(parent).and_then(|directory| directory.sync_all()).ok();
    Ok(())
}

/// The file a path stands for: a symbolic link is followed, so that the link itself stays.
fn resolve(path: &Path) -> Result<PathBuf, SaveError> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_symlink());
    if !is_link {
        return Ok(path.to_owned());
    }
    fs::canonicalize(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            SaveError::NotAFile(path.to_owned(), "a symbolic link that leads nowhere")
        }
        _ => SaveError::Io(path.to_owned(), error),
    })
}

/// The permissions of the file at `target`; none where there is nothing.
fn permissions(target: &Path) -> Result<Option<Permissions>, SaveError> {
    match fs::symlink_metadata(target) {
        Ok(found) if found.is_file() => Ok(Some(found.permissions())),
        Ok(found) if found.is_dir() => Err(SaveError::NotAFile(target.to_owned(), "a directory")),
        Ok(_) => Err(SaveError::NotAFile(target.to_owned(), "a device, pipe or socket")),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SaveError::Io(target.to_owned(), error)),
    }
}

/// Read and write for all; the system takes the process's umask off.
#[cfg(unix)]
fn usual_mode(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn usual_mode(_: &mut tempfile::Builder<'_, '_>) {}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn save(path: &Path, force: bool, text: &str) -> Result<(), SaveError> {
        super::save(path, force, |out| out.write_all(text.as_bytes()))
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_is_replaced_only_by_force_and_keeps_its_mode() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("out.md");
        save(&path, false, "one").unwrap();
        assert_ne!(mode(&path), 0o600, "others may read what the umask lets them");
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(save(&path, false, "two"), Err(SaveError::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        save(&path, true, "two").unwrap();
        assert_eq!((fs::read(&path).unwrap().as_slice(), mode(&path)), (&b"two"[..], 0o640));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_fails_half_way_leaves_the_old_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("out.md");
        save(&path, false, "old").unwrap();
        let outcome = super::save(&path, true, |out| {
            out.write_all(b"new")?;
            Err(io::Error::other("no more"))
        });
        assert!(outcome.unwrap_err().to_string().contains("no more"));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_link_stays_and_its_file_is_written() {
        let directory = tempfile::tempdir().unwrap();
        let (file, link) = (directory.path().join("file"), directory.path().join("link"));
        fs::write(&file, "old").unwrap();
        symlink(&file, &link).unwrap();
        assert!(matches!(save(&link, false, "new"), Err(SaveError::Exists(_))));
        save(&link, true, "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().file_type().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
    }

    #[test]
    fn only_a_file_is_written_and_the_reason_is_told() {
        let directory = tempfile::tempdir().unwrap();
        let at = directory.path().to_string_lossy().into_owned();
        symlink("nowhere", directory.path().join("link")).unwrap();
        for (path, reason) in [
            (at.clone(), "is a directory"),
            (format!("{at}/link"), "leads nowhere"),
            ("/dev/null".to_owned(), "device, pipe or socket"),
        ] {
            let error = save(Path::new(&path), true, "x").unwrap_err().to_string();
            assert!(error.contains(&path) && error.contains(reason), "{error}");
        }
        let error = save(&directory.path().join("no/such/place"), true, "x").unwrap_err();
        assert_eq!(error.to_string(), format!("{at}/no/such: no such folder"));
    }

    #[test]
    fn a_folder_that_may_not_be_written_in_is_told_without_the_name_of_a_helper() {
        let directory = tempfile::tempdir().unwrap();
        fs::set_permissions(directory.path(), Permissions::from_mode(0o555)).unwrap();
        // The superuser may write anywhere.
        if let Err(refused) = save(&directory.path().join("out.md"), false, "x") {
            assert!(refused.to_string().ends_with("out.md: permission denied"), "{refused}");
        }
    }
}
