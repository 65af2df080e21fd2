/** Words of putting everything into one file; namespace `exportFile`. */
export const messages = {
  en: {
    title: "Export everything",
    text: "All of the dealership in one file that only your passphrase opens: to keep, or to go on with on another computer.",
    restoreHint:
      "Such a file is opened on a computer where Autosell has not been set up yet: on its first screen, Restore from an export file. Here it is not offered, so that nothing of this lot can be overwritten.",
    export: "Export everything…",
    dialogTitle: "Export everything",
    goesIn:
      "In the file: {{cars}} and {{photos}} with their originals, the bin, the history, the settings and what has not been sent yet.",
    withCosts: "Costs are in it too.",
    withoutCosts: "Costs are not in it, because you do not see them.",
    staysOut:
      "Not in the file: what lets this computer into the hub, the credentials of your accounts, and photos that still wait to be sorted.",
    fetched_one:
      "The original of {{count, number}} photo is not on this computer. It is fetched from the hub, which takes a while.",
    fetched_other:
      "The originals of {{count, number}} photos are not on this computer. They are fetched from the hub, which takes a while.",
    notFetched_one:
      "The original of {{count, number}} photo is not on this computer, and the hub cannot be reached: it will be missing from the file. Go online first if you want it in.",
    notFetched_other:
      "The originals of {{count, number}} photos are not on this computer, and the hub cannot be reached: they will be missing from the file. Go online first if you want them in.",
    arriving: "This desk is still receiving the lot. Export it once everything is here.",
    passphrase: "Passphrase",
    passphraseHint: "At least {{count, number}} characters. A few words that you remember are best.",
    tooShort: "At least {{count, number}} characters",
    repeat: "Once more",
    different: "That is not the same",
    noOtherWay:
      "Without this passphrase nobody can open the file, neither you nor us. Keep it in a safe place, apart from the file.",
    saveTo: "Save to…",
    make: "Make the file",
    notNow: "That cannot be done now: an export is under way, or this desk is about to move to another hub.",
    unexpected: "That did not work and nothing was changed. Try again. (Report {{id}})",
    step: {
      gathering: "Gathering cars, history and settings…",
      writing: "Writing the file…",
      checking: "Checking the file by reading all of it back…",
    },
    cars_one: "{{count, number}} car",
    cars_other: "{{count, number}} cars",
    photos_one: "{{count, number}} photo",
    photos_other: "{{count, number}} photos",
    photosOf: "{{done, number}} of {{count, number}} photos",
    goOn: "You can go on working meanwhile.",
    inside: "{{cars}}, {{photos}}, {{size}}. It was read back and is whole.",
    absent_one:
      "{{count, number}} photo is not complete in it: its files were neither on this computer nor to be had from the hub, or were damaged.",
    absent_other:
      "{{count, number}} photos are not complete in it: their files were neither on this computer nor to be had from the hub, or were damaged.",
    keepPassphrase: "Keep the passphrase: nobody can open the file without it.",
    show: "Show in folder",
    download: "Download the file",
    doneNotice: "Everything is exported",
    cancelledNotice: "The export was cancelled. No file was left.",
    failedNotice: "The export stopped. What happened is in the settings, under Export everything.",
    problem: {
      diskFull:
        "The disk has no room for the file. Nothing was left on it. Make room or choose another disk.",
      noPermission: "That place cannot be written to. Nothing was left there. Choose another folder.",
      placeGone: "That place is gone, perhaps because the disk was pulled out. Choose it again.",
      hubGone: "The hub went away while everything was being gathered. No file was made. Try again.",
      damaged:
        "What was written could not be read back, so the file was thrown away: that disk is not to be trusted. Choose another.",
      unexpected: "The export stopped and no file was left. Try again.",
    },
  },
  "es-MX": {
    title: "Exportar todo",
    text: "Todo el lote en un solo archivo que solo abre tu contraseña: para guardarlo o para seguir en otra computadora.",
    restoreHint:
      "Ese archivo se abre en una computadora donde Autosell todavía no está configurado: en su primera pantalla, Recuperar de un archivo exportado. Aquí no se ofrece, para que nada de este lote se pueda sobrescribir.",
    export: "Exportar todo…",
    dialogTitle: "Exportar todo",
    goesIn:
      "En el archivo van: {{cars}} y {{photos}} con sus originales, la papelera, el historial, la configuración y lo que aún no se envía.",
    withCosts: "También van los costos.",
    withoutCosts: "Los costos no van, porque tú no los ves.",
    staysOut:
      "No van: lo que deja entrar a esta computadora al servidor, las credenciales de tus cuentas y las fotos que esperan que las clasifiques.",
    fetched_one:
      "El original de {{count, number}} foto no está en esta computadora. Se baja del servidor y eso tarda un poco.",
    fetched_other:
      "Los originales de {{count, number}} fotos no están en esta computadora. Se bajan del servidor y eso tarda un poco.",
    notFetched_one:
      "El original de {{count, number}} foto no está en esta computadora y no hay conexión con el servidor: va a faltar en el archivo. Conéctate primero si lo quieres adentro.",
    notFetched_other:
      "Los originales de {{count, number}} fotos no están en esta computadora y no hay conexión con el servidor: van a faltar en el archivo. Conéctate primero si los quieres adentro.",
    arriving: "Este equipo todavía está recibiendo el lote. Expórtalo cuando ya esté todo aquí.",
    passphrase: "Contraseña",
    passphraseHint: "Al menos {{count, number}} caracteres. Lo mejor son unas palabras que recuerdes.",
    tooShort: "Al menos {{count, number}} caracteres",
    repeat: "Otra vez",
    different: "No es igual",
    noOtherWay:
      "Sin esta contraseña nadie puede abrir el archivo, ni tú ni nosotros. Guárdala en un lugar seguro, aparte del archivo.",
    saveTo: "Guardar en…",
    make: "Crear el archivo",
    notNow: "Ahora no se puede: hay una exportación en curso o este equipo está por cambiar de servidor.",
    unexpected: "No funcionó y no se cambió nada. Inténtalo de nuevo. (Reporte {{id}})",
    step: {
      gathering: "Juntando autos, historial y configuración…",
      writing: "Escribiendo el archivo…",
      checking: "Revisando el archivo: se vuelve a leer completo…",
    },
    cars_one: "{{count, number}} auto",
    cars_other: "{{count, number}} autos",
    photos_one: "{{count, number}} foto",
    photos_other: "{{count, number}} fotos",
    photosOf: "{{done, number}} de {{count, number}} fotos",
    goOn: "Mientras tanto puedes seguir trabajando.",
    inside: "{{cars}}, {{photos}}, {{size}}. Se volvió a leer y está completo.",
    absent_one:
      "{{count, number}} foto no está completa en él: sus archivos no estaban en esta computadora ni en el servidor, o estaban dañados.",
    absent_other:
      "{{count, number}} fotos no están completas en él: sus archivos no estaban en esta computadora ni en el servidor, o estaban dañados.",
    keepPassphrase: "Guarda la contraseña: sin ella nadie puede abrir el archivo.",
    show: "Mostrar en la carpeta",
    download: "Descargar el archivo",
    doneNotice: "Ya se exportó todo",
    cancelledNotice: "Se canceló la exportación. No quedó ningún archivo.",
    failedNotice: "La exportación se detuvo. Lo que pasó está en la configuración, en Exportar todo.",
    problem: {
      diskFull:
        "El disco no tiene espacio para el archivo. No quedó nada en él. Libera espacio o elige otro disco.",
      noPermission: "No se puede escribir en ese lugar. No quedó nada ahí. Elige otra carpeta.",
      placeGone: "Ese lugar ya no está, quizá porque se desconectó el disco. Elígelo otra vez.",
      hubGone:
        "Se perdió la conexión con el servidor mientras se juntaba todo. No se creó ningún archivo. Inténtalo de nuevo.",
      damaged:
        "Lo que se escribió no se pudo volver a leer y el archivo se descartó: ese disco no es de fiar. Elige otro.",
      unexpected: "La exportación se detuvo y no quedó ningún archivo. Inténtalo de nuevo.",
    },
  },
} as const;
