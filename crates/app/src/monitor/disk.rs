//! Space on the disk under the data folder.

/// Less free space than this, and than a twentieth of the disk, is too little to go on writing.
const FLOOR: u64 = 64 * 1024 * 1024;
const FLOOR_SHARE: u64 = 20;
/// Less than this, and than a tenth of the disk, is worth a look.
const LOW: u64 = 1024 * 1024 * 1024;
const LOW_SHARE: u64 = 10;

/// Space on a disk, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disk {
    /// What this user may still write.
    pub free: u64,
    /// All of it.
    pub size: u64,
}

impl Disk {
    /// Whether there is too little to go on writing.
    pub fn is_full(self) -> bool {
        self.free < FLOOR.min(self.size / FLOOR_SHARE)
    }

    /// Whether somebody should make room.
    pub fn is_low(self) -> bool {
        self.free < LOW.min(self.size / LOW_SHARE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_disk_is_judged_by_its_share() {
        let (mega, giga) = (1024 * 1024, 1024 * 1024 * 1024);
        let disk = |free, size| Disk { free, size };
        assert!(disk(10 * mega, 100 * giga).is_full());
        assert!(!disk(65 * mega, 100 * giga).is_full() && disk(65 * mega, 100 * giga).is_low());
        assert!(!disk(10 * mega, 32 * mega).is_full() && !disk(10 * mega, 32 * mega).is_low());
        assert!(disk(mega, 32 * mega).is_full());
    }
}
