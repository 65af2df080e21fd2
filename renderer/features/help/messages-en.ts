export const en = {
  section: "Help and diagnostics",
  sectionText: "When something goes wrong. Nothing leaves this computer by itself.",
  exportDiagnostics: "Export diagnostics…",
  exportText:
    "One zip for whoever helps you: versions, how this desk is set up, sizes, and what it did lately.",
  dialogTitle: "Export diagnostics",
  dialogText:
    "This is what the zip will hold, all of it plain text that you can read before you send it. No photos, cars, prices, customers or passwords are in it.",
  gathering: "Gathering…",
  gatherFailed: "The diagnostics could not be gathered. Try again.",
  about: {
    readme: "What each file is",
    versions: "Versions and this computer",
    configuration: "How this desk is set up",
    sync: "What waits for the hub",
    storage: "Sizes on the disk",
    log: "What Autosell did lately",
    crash: "A part of Autosell that ended by itself",
  },
  crashes_one: "{{count, number}} crash report",
  crashes_other: "{{count, number}} crash reports",
  together: "Together {{size}}, less once it is packed",
  save: "Save zip…",
  download: "Make zip",
  downloadReady: "Download zip",
  saved: "Diagnostics saved",
  show: "Show in folder",
  failed: {
    diskFull: "The disk is full. Nothing was saved; make some room or choose another place.",
    noPermission: "That place cannot be written to. Choose another one.",
    unexpected: "The diagnostics could not be saved. Try again.",
  },
  reopened: {
    crashed:
      "The window had closed by itself and is back where you were. Everything that was saved is kept. (Report {{id}})",
    unresponsive:
      "The window was opened again and is back where you were. Everything that was saved is kept. (Report {{id}})",
  },
  defect: "Something did not work in the background. What you had changed is kept. (Report {{id}})",
  repair: "Repair…",
  repairing: "Closing the lot for the repair…",
  repairFailed: "The repair could not be opened. Close Autosell and start it again.",
  guide: {
    title: "User guide",
    open: "User guide…",
    text: "How everything is done, with pictures. It came with this version and needs no network.",
    contents: "Contents",
  },
  recovery: {
    title: "This lot could not be opened",
    titleWindow: "The window closed by itself several times",
    intro: "Nothing was deleted. Here is what is damaged, what is whole, and what can be done.",
    damaged: "What is damaged",
    whole: "What is whole",
    choices: "What you can do",
    opening: "Opening your lot…",
    part: {
      folder: {
        notWritable:
          "Autosell may not write to its folder. Somebody changed its permissions, or the disk is read-only.",
        diskFull: "The disk is full. Autosell needs some room to open safely.",
        other: "Autosell's folder cannot be used.",
      },
      profile: {
        missing: "The file that says which dealership this desk belongs to is missing.",
        unreadable: "The file that says which dealership this desk belongs to may not be read.",
        other: "The file that says which dealership this desk belongs to is damaged.",
      },
      journal: {
        damaged_one: "{{count, number}} line of the journal of your changes cannot be read. The others can.",
        damaged_other:
          "{{count, number}} lines of the journal of your changes cannot be read. The others can.",
        newer:
          "Part of the journal of your changes was written by a newer version of Autosell. Install that version to keep all of it.",
        unreadable: "The journal of your changes may not be read.",
        other: "The journal of your changes cannot be read.",
      },
      key: {
        other: "The key that opens this desk's saved credentials is damaged. They have to be entered again.",
      },
      files: {
        unreadable: "Autosell may not open “{{detail}}” in its folder. Somebody changed its permissions.",
        other: "“{{detail}}” in Autosell's folder is not what it should be.",
      },
      replica: {
        newer: "The window's copy of the lot was written by a newer version of Autosell.",
        other: "The window's copy of the lot cannot be opened.",
      },
      window: { other: "The window closed by itself three times within a minute." },
      start: { other: "Something that Autosell does not know keeps it from starting." },
    },
    report: "Report {{id}}",
    changes_zero: "Every change of this desk had already reached the hub.",
    changes_one: "{{count, number}} change of this desk that has not reached the hub yet.",
    changes_other: "{{count, number}} changes of this desk that have not reached the hub yet.",
    photos_zero: "No photo was added on this desk.",
    photos_one: "{{count, number}} photo that was added on this desk.",
    photos_other: "{{count, number}} photos that were added on this desk.",
    photosAgain_one: "{{count, number}} photo's sizes are made again from its original.",
    photosAgain_other: "{{count, number}} photos' sizes are made again from their originals.",
    journal: "Restore from this computer",
    journalText:
      "Goes on with what is whole here. The lot is built again from the journal and from the hub; damaged files are moved aside.",
    journalMissing:
      "Nothing here says whose desk this is, so this is not possible. Use a backup or pair again.",
    journalConfirm: "Restore from this computer?",
    backup: "Restore from a backup",
    backupText: "Made before an update. Newer changes that are whole here are kept as well.",
    noBackups: "There is no backup on this computer.",
    backupFrom: "{{date}}, version {{version}}",
    backupConfirm: "Restore the backup of {{date}}?",
    hub: "Pair again with the hub",
    hubText:
      "Starts as a desk that joins: have another desk make a pairing code. What waits here reaches the hub after that.",
    hubConfirm: "Pair again with the hub?",
    ownHub: "This lot's hub is on this computer",
    ownHubText:
      "It needs no pairing code, and no other desk could make one. “Restore from this computer” pairs with it again and brings back what it has.",
    makeRoom: "Make room on the disk",
    makeRoomText:
      "Delete or move some large files of yours, but none in Autosell's folder. Then try again: your lot opens as it was.",
    givePermission: "Give Autosell its folder back",
    givePermissionText:
      "In the properties of Autosell's folder, let your user of this computer read and write it and everything in it. Then try again: your lot opens as it was.",
    confirmText:
      "What is replaced is moved to the folder “set-aside” in Autosell's folder. Nothing is deleted.",
    restore: "Restore",
    pairAgain: "Go on to pairing",
    retry: "Try again",
    openFolder: "Open the data folder",
    quit: "Quit",
    failed: {
      diskFull: "The disk is full. Nothing was changed; make some room and try again.",
      noPermission: "Autosell may not write to its folder. Nothing was changed.",
      backupDamaged: "That backup cannot be read. Nothing was changed; choose another one.",
      inUse: "Another Autosell is working in this folder. Close it and try again.",
      unexpected:
        "That did not work. Nothing was lost; export the diagnostics for whoever helps you. (Report {{id}})",
    },
  },
} as const;
