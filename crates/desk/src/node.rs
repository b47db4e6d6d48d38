//! The name of a node, by which it knows the leases that it took before it ended. It lives in the data folder, which belongs
//! to one desk at a time: the same after a restart, another on every machine.

use std::{fs, io::ErrorKind, path::Path};

use souffleur_app::{Entropy, SystemEntropy};
use uuid::Uuid;

use crate::Error;

const FILE: &str = "node";

/// Reads the name, or gives one at the first start.
pub(crate) fn name(folder: &Path) -> Result<Uuid, Error> {
    let path = folder.join(FILE);
    match fs::read_to_string(&path) {
        Ok(text) => {
            if let Ok(name) = Uuid::try_parse(text.trim()) {
                return Ok(name);
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(Error::file(&path, "read")(error)),
    }
    let mut random = [0; 16];
    SystemEntropy.fill(&mut random);
    let name = uuid::Builder::from_random_bytes(random).into_uuid();
    fs::create_dir_all(folder).map_err(Error::file(folder, "made"))?;
    fs::write(&path, name.to_string()).map_err(Error::file(&path, "written to"))?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_keeps_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let first = name(folder.path()).unwrap();
        assert_eq!(name(folder.path()).unwrap(), first);
        let other = tempfile::tempdir().unwrap();
        assert_ne!(name(other.path()).unwrap(), first);
    }
}
