/** Words of new versions of the app; namespace `updates`. */
export const messages = {
  en: {
    title: "Updates",
    text: "New versions come by themselves, while you work.",
    version: "This version",
    channel: "Versions",
    channels: { latest: "Stable", beta: "Beta" },
    channelHint: {
      latest: "Finished versions, tried by others before you.",
      beta: "New things earlier, and less tried. Back on Stable, you keep the version you have until a newer finished one is out.",
    },
    channelFailed: "The choice could not be kept. Try again.",
    lastCheck: "Last looked",
    never: "Not yet",
    checkNow: "Check now",
    checking: "Looking for a new version…",
    current: "You have the newest version.",
    downloading: "Version {{version}} is coming in: {{percent}}%",
    downloadingLabel: "Download of version {{version}}",
    ready: "Version {{version}} is ready",
    readyShort: "Version {{version}} is ready",
    onQuit: "It is installed when you close Autosell, or right now if you like.",
    byHand: "Installing it takes this computer's password, so it waits until you say so.",
    whatsNew: "What is new",
    noNotes: "It came without a list of what is new.",
    install: "Restart and install",
    installing: "Closing…",
    later: "Later",
    busy: "Not now: {{work}}. Try again when that is done.",
    work: {
      import: "photos are being imported",
      export: "pictures are being exported",
      exportEverything: "everything is being exported into one file",
      restoreEverything: "a lot is being restored from a file",
      move: "this lot is moving to another hub",
      newHub: "a new hub is beginning",
      push: "changes are on their way to the hub",
    },
    nothingReady: "The new version is no longer there. It is fetched again by itself.",
    installFailed: "Autosell could not be closed to install it. Close it yourself, then open it again.",
    rolledBack:
      "Version {{version}} did not start on this computer. On {{date}} everything was put back as it was before it, and that version is not offered again.",
    withoutBackup:
      "There was no room to copy your data before this version began. Free some space on the disk, so that the next one can.",
    failure: {
      unreachable: "The place with new versions does not answer. Autosell tries again by itself.",
      noManifest: "There is nothing for this computer at the place with new versions.",
      notSigned: "A new version was refused because it is not signed. Nothing was installed.",
      wrongSignature: "A new version was refused because somebody else signed it. Nothing was installed.",
      manifestInvalid: "What is offered there is not meant for this app. Nothing was installed.",
      damaged: "The new version arrived damaged and was thrown away. Autosell fetches it again by itself.",
      wrongPublisher: "A new version was refused because Windows knows its maker by another name.",
      diskFull: "The disk is full. Free some space, then check again.",
      noPermission:
        "Autosell may not write where new versions are kept. Ask whoever looks after this computer.",
      unexpected: "Looking for a new version failed. Autosell tries again by itself; the log says why.",
    },
    means: {
      browser:
        "This window is in a browser, and the Autosell behind it runs as a program on this computer. Whoever set it up there brings it new versions: end it, put the new version in its place, and start it again. What you entered stays.",
      electron:
        "This copy was not put here by an installer of ours, so it does not change itself. It is updated by the way it came; what you entered stays.",
      noFeed:
        "This copy was never told where new versions are, and your hub offers none. Install them by hand; what you entered stays.",
      noKey:
        "This copy has no key to tell our versions from others', so it installs none by itself. Install them by hand; what you entered stays.",
    },
  },
  "es-MX": {
    title: "Actualizaciones",
    text: "Las versiones nuevas llegan solas, mientras trabajas.",
    version: "Esta versión",
    channel: "Versiones",
    channels: { latest: "Estable", beta: "Beta" },
    channelHint: {
      latest: "Versiones terminadas, ya probadas por otros.",
      beta: "Lo nuevo antes, pero menos probado. Si vuelves a Estable, te quedas con la versión que tienes hasta que salga una terminada más nueva.",
    },
    channelFailed: "No se pudo guardar la elección. Inténtalo de nuevo.",
    lastCheck: "Última búsqueda",
    never: "Todavía no",
    checkNow: "Buscar ahora",
    checking: "Buscando una versión nueva…",
    current: "Ya tienes la versión más nueva.",
    downloading: "Descargando la versión {{version}}: {{percent}}%",
    downloadingLabel: "Descarga de la versión {{version}}",
    ready: "La versión {{version}} está lista",
    readyShort: "Versión {{version}} lista",
    onQuit: "Se instala cuando cierres Autosell, o ahora mismo si quieres.",
    byHand:
      "Para instalarla se necesita la contraseña de esta computadora, así que espera hasta que tú digas.",
    whatsNew: "Qué hay de nuevo",
    noNotes: "Llegó sin lista de novedades.",
    install: "Reiniciar e instalar",
    installing: "Cerrando…",
    later: "Después",
    busy: "Ahora no: {{work}}. Inténtalo de nuevo cuando termine.",
    work: {
      import: "se están importando fotos",
      export: "se están exportando imágenes",
      exportEverything: "se está exportando todo a un archivo",
      restoreEverything: "se está recuperando un lote de un archivo",
      move: "este lote se está uniendo a otro servidor",
      newHub: "está empezando un servidor nuevo",
      push: "hay cambios en camino al servidor",
    },
    nothingReady: "La versión nueva ya no está. Se vuelve a descargar sola.",
    installFailed: "No se pudo cerrar Autosell para instalarla. Ciérralo tú y ábrelo otra vez.",
    rolledBack:
      "La versión {{version}} no arrancó en esta computadora. El {{date}} todo quedó como estaba antes de ella y esa versión ya no se ofrece.",
    withoutBackup:
      "No hubo espacio para copiar tus datos antes de que empezara esta versión. Libera espacio en el disco para que la próxima sí pueda.",
    failure: {
      unreachable: "El lugar de las versiones nuevas no responde. Autosell lo intenta de nuevo solo.",
      noManifest: "No hay nada para esta computadora en el lugar de las versiones nuevas.",
      notSigned: "Se rechazó una versión nueva porque no está firmada. No se instaló nada.",
      wrongSignature: "Se rechazó una versión nueva porque la firmó alguien más. No se instaló nada.",
      manifestInvalid: "Lo que se ofrece ahí no es para esta aplicación. No se instaló nada.",
      damaged: "La versión nueva llegó dañada y se descartó. Autosell la vuelve a descargar solo.",
      wrongPublisher: "Se rechazó una versión nueva porque Windows conoce a su autor con otro nombre.",
      diskFull: "El disco está lleno. Libera espacio y busca de nuevo.",
      noPermission:
        "Autosell no puede escribir donde se guardan las versiones nuevas. Pregunta a quien cuida esta computadora.",
      unexpected:
        "Falló la búsqueda de una versión nueva. Autosell lo intenta de nuevo solo; el registro dice por qué.",
    },
    means: {
      browser:
        "Esta ventana está en un navegador y el Autosell de atrás corre como programa en esta computadora. Quien lo instaló ahí le pone las versiones nuevas: lo cierra, pone la versión nueva en su lugar y lo abre otra vez. Lo que capturaste se queda.",
      electron:
        "Esta copia no la puso un instalador nuestro, así que no se cambia sola. Se actualiza como llegó; lo que capturaste se queda.",
      noFeed:
        "A esta copia nunca se le dijo dónde hay versiones nuevas, y tu servidor no ofrece ninguna. Instálalas a mano; lo que capturaste se queda.",
      noKey:
        "Esta copia no tiene la llave para distinguir nuestras versiones de otras, así que no instala ninguna sola. Instálalas a mano; lo que capturaste se queda.",
    },
  },
} as const;
