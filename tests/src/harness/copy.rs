//! A desk that is copied while it runs, and put in place on another machine.

use souffleur_store::{Database, Store, Vault, copy, inspect, unpack};
use tempfile::TempDir;

use super::{desk::TestDesk, postgres::Cluster};

impl TestDesk {
    /// The bytes of its files.
    pub fn vault(&self) -> Vault {
        Vault::new(self.folder.path().join("attachments"))
    }

    /// A copy of this desk in another folder or database, by the steps of the commands `backup` and `restore`. For
    /// PostgreSQL they name other tools, and the files' folder is copied as it is.
    pub async fn copied(&self) -> Self {
        let folder = TempDir::with_prefix("souffleur-").expect("a folder");
        let database = match &self.database {
            Database::Sqlite(from) => {
                let (file, into) = (folder.path().join("copy"), folder.path().join("souffleur.db"));
                copy(from, &file, &self.vault(), self.now()).await.expect("it is copied with its files");
                let vault = Vault::new(folder.path().join("attachments"));
                let contents = unpack(&file, &into, &vault, self.now()).await.expect("it is unpacked");
                assert!(contents.is_whole(), "{contents:?}");
                inspect(&into).await.expect("its database is whole");
                Database::Sqlite(into)
            }
            Database::Postgres(from) => {
                let into = fresh().await;
                // What stands there already gives way.
                Store::open(&Database::Postgres(into.clone()))
                    .await
                    .expect("it opens")
                    .migrate()
                    .await
                    .expect("the schema is made");
                let (from, file) = (from.clone(), folder.path().join("copy"));
                let url = into.clone();
                tokio::task::spawn_blocking(move || Cluster::shared().copy(&from, &file, &url))
                    .await
                    .expect("a copy");
                self.copy_files(&folder).await;
                Database::Postgres(into)
            }
        };
        self.elsewhere(folder, database).await
    }

    async fn copy_files(&self, folder: &TempDir) {
        let vault = Vault::new(folder.path().join("attachments"));
        for (_, path) in self.vault().list().expect("its files") {
            let bytes = std::fs::read(path).expect("a file");
            vault.keep(bytes, self.now()).await.expect("it is kept");
        }
    }
}

async fn fresh() -> String {
    tokio::task::spawn_blocking(|| Cluster::shared().fresh_database()).await.expect("a database")
}
