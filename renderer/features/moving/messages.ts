/** Words of joining a hub with all that a desk has, and of what stays of the one that it leaves. */
export const messages = {
  en: {
    title: "Hub",
    text: "The hub has the dealership's data and keeps all desks in step.",
    uses: "This desk uses",
    ownHub: "a hub of its own, on this computer",
    join: "Join a hub with this lot…",
    change: "Move to another hub…",
    joinTitle: "Join a hub with this lot",
    changeTitle: "Move to another hub",
    brings_one: "{{count, number}} car goes along",
    brings_other: "{{count, number}} cars go along",
    bringsPhotos_one: "{{count, number}} photo with its original",
    bringsPhotos_other: "{{count, number}} photos with their originals",
    withHistory: "all costs and all of the history",
    joined:
      "If the dealership there has cars already, both stocks become one and nothing is deleted. Cars that are in both stay two: the inventory then lists them as possible duplicates. The name, currency, shot list and print layout of that dealership stand.",
    goOn: "You can go on working meanwhile, and close the app: it goes on at the next start.",
    kept: "The hub on this computer stops. Its data stays on this computer until you delete it.",
    otherDesks_one:
      "{{count, number}} other desk shares this lot. First let it send what waits. Afterwards it moves too, here in its settings and with a code of its own.",
    otherDesks_other:
      "{{count, number}} other desks share this lot. First let them send what waits. Afterwards each of them moves too, here in its settings and with a code of its own.",
    joinedDesk:
      "This desk belongs to the hub of another computer. It brings what it has not sent yet, and its own photos; the rest it gets from the new hub. Choose this where your dealership has moved.",
    address: "Address of the new hub",
    addressHint:
      "From who runs the hub, or on a desk that belongs to it: Settings, People and desks, Add a desk.",
    code: "Code",
    codeHint: "An owner's or a manager's, so that costs go along.",
    joinIt: "Join",
    changeIt: "Move",
    packing: "Getting everything ready for {{hub}}. You can go on working.",
    packingPhotos: "{{done, number}} of {{count, number}} photos ready",
    stopped: {
      diskFull:
        "The disk is full, so the move has stopped. Nothing was changed and nothing is lost. Make room and try again.",
      newHubUnreachable:
        "{{hub}} does not answer, so the move has stopped. Nothing was changed. Try again when it is there.",
      notAdmitted:
        "{{hub}} does not admit this desk any more, so the move has stopped. Nothing was changed. Stay with this hub, and begin again with a new code.",
      vaultLocked:
        "What lets this desk into the new hub is locked by a passphrase. Unlock it under Accounts, and the move goes on.",
      unexpected: "The move has stopped, and nothing was changed. Try again.",
      unfinished: "The move could not be finished. Nothing is lost. Try again, or start the app once more.",
      unfinishedDiskFull:
        "The disk is full and the last step of the move is missing. Nothing is lost. Make some room and try again.",
    },
    again: "Try again",
    stay: "Stay with this hub",
    moved:
      "This desk has moved. What it has goes up to the new hub now; the status bar shows how much is left.",
    photosElsewhere_one:
      "{{count, number}} photo is not complete yet: some of its files are on another desk only, and come when that one moves.",
    photosElsewhere_other:
      "{{count, number}} photos are not complete yet: some of their files are on other desks only, and come when those move.",
    left: {
      text: "The hub that this computer had before is at rest. Its data, {{size}}, is still here:",
      underWay:
        "Going up to the new hub: {{changes}} and {{photos}} left. Until then the old data cannot be deleted.",
      changes_one: "{{count, number}} change",
      changes_other: "{{count, number}} changes",
      photos_one: "{{count, number}} photo",
      photos_other: "{{count, number}} photos",
      remove: "Delete the old hub's data…",
      removeTitle: "Delete the old hub's data?",
      removeText:
        "First it is checked that the new hub has all cars, photos and originals. What is deleted cannot be brought back.",
      removeConfirm: "Delete it",
      removed: "The old hub's data is deleted",
      problems: {
        notYet: "The new hub does not have everything yet. Nothing was deleted.",
        offline: "The new hub cannot be asked now whether it has everything. Nothing was deleted.",
        signInAgain: "The new hub does not admit this desk any more. Nothing was deleted.",
        other: "The data could not be deleted, or not all of it. Try again.",
      },
    },
    errors: {
      addressInvalid: "That is not the address of a hub. It looks like http://192.168.1.20:47110",
      hubUnreachable: "No hub answers at that address. Check that it is on and can be reached from here.",
      codeRefused: "That code is unknown, already used or expired. Ask for a new one.",
      deviceTaken:
        "This computer belongs to somebody else there. The owner has to remove it first, in Settings.",
      vaultLocked: "First unlock the saved credentials, in Settings under Accounts.",
      alreadyThere: "This desk belongs to that dealership already.",
      roleTooSmall:
        "That code is for somebody who may not see or change everything, so costs would stay behind. Ask the owner there for an owner's or a manager's code.",
      notAllowed: "Only an owner or a manager of this lot may move it.",
      ownHubDown:
        "This computer's own hub does not start, so what it holds could not come along. See to that first: Settings says under Hub what is in the way.",
      diskFull:
        "The disk is full and nothing was begun. Make some room and try again with a new code: that one is used up.",
      notNow: "A move is under way already.",
      tooManyTries: "Too many tries. Wait a little and try again.",
      unexpected: "That did not work and nothing was changed. Try again. (Report {{id}})",
    },
  },
  "es-MX": {
    title: "Servidor",
    text: "El servidor guarda los datos del lote y mantiene al día a todos los equipos.",
    uses: "Este equipo usa",
    ownHub: "un servidor propio, en esta computadora",
    join: "Unir este lote a un servidor…",
    change: "Cambiar a otro servidor…",
    joinTitle: "Unir este lote a un servidor",
    changeTitle: "Cambiar a otro servidor",
    brings_one: "{{count, number}} auto se va contigo",
    brings_other: "{{count, number}} autos se van contigo",
    bringsPhotos_one: "{{count, number}} foto con su original",
    bringsPhotos_other: "{{count, number}} fotos con sus originales",
    withHistory: "todos los costos y todo el historial",
    joined:
      "Si el lote de allá ya tiene autos, los dos inventarios se juntan y no se borra nada. Los autos que están en los dos siguen siendo dos: el inventario los muestra como posibles duplicados. Se quedan el nombre, la moneda, la lista de tomas y el formato de impresión de allá.",
    goOn: "Mientras tanto puedes seguir trabajando, o cerrar la aplicación: continúa al abrirla de nuevo.",
    kept: "El servidor de esta computadora se detiene. Sus datos se quedan aquí hasta que los borres.",
    otherDesks_one:
      "{{count, number}} equipo más comparte este lote. Primero deja que envíe lo que tiene en espera. Después cámbialo también, aquí en su configuración y con su propio código.",
    otherDesks_other:
      "{{count, number}} equipos más comparten este lote. Primero deja que envíen lo que tienen en espera. Después cambia cada uno, aquí en su configuración y con su propio código.",
    joinedDesk:
      "Este equipo usa el servidor de otra computadora. Se lleva lo que aún no ha enviado y sus propias fotos; lo demás lo recibe del servidor nuevo. Elígelo si tu lote cambió de servidor.",
    address: "Dirección del servidor nuevo",
    addressHint:
      "Te la da quien administra el servidor, o está en un equipo que ya lo usa: Configuración, Personas y equipos, Agregar un equipo.",
    code: "Código",
    codeHint: "De un dueño o un gerente, para que los costos también se vayan.",
    joinIt: "Unir",
    changeIt: "Cambiar",
    packing: "Preparando todo para {{hub}}. Puedes seguir trabajando.",
    packingPhotos: "{{done, number}} de {{count, number}} fotos listas",
    stopped: {
      diskFull:
        "El disco está lleno y el cambio se detuvo. No se cambió ni se perdió nada. Libera espacio e inténtalo de nuevo.",
      newHubUnreachable:
        "{{hub}} no responde y el cambio se detuvo. No se cambió nada. Inténtalo cuando esté disponible.",
      notAdmitted:
        "{{hub}} ya no deja entrar a este equipo y el cambio se detuvo. No se cambió nada. Sigue con este servidor y empieza otra vez con un código nuevo.",
      vaultLocked:
        "Lo que deja entrar a este equipo al servidor nuevo está bloqueado con una contraseña. Desbloquéalo en Cuentas y el cambio continúa.",
      unexpected: "El cambio se detuvo y no se cambió nada. Inténtalo de nuevo.",
      unfinishedDiskFull:
        "El disco está lleno y falta el último paso del cambio. No se perdió nada. Libera espacio e inténtalo de nuevo.",
      unfinished:
        "No se pudo terminar el cambio. No se perdió nada. Inténtalo de nuevo o reinicia la aplicación.",
    },
    again: "Intentar de nuevo",
    stay: "Seguir con este servidor",
    moved:
      "Este equipo ya cambió de servidor. Ahora sube todo lo que tiene; la barra de estado muestra cuánto falta.",
    photosElsewhere_one:
      "{{count, number}} foto aún no está completa: algunos de sus archivos solo están en otro equipo y llegarán cuando ese equipo cambie.",
    photosElsewhere_other:
      "{{count, number}} fotos aún no están completas: algunos de sus archivos solo están en otros equipos y llegarán cuando esos equipos cambien.",
    left: {
      text: "El servidor que tenía esta computadora está detenido. Sus datos, {{size}}, siguen aquí:",
      underWay:
        "Subiendo al servidor nuevo: faltan {{changes}} y {{photos}}. Hasta entonces no se pueden borrar los datos anteriores.",
      changes_one: "{{count, number}} cambio",
      changes_other: "{{count, number}} cambios",
      photos_one: "{{count, number}} foto",
      photos_other: "{{count, number}} fotos",
      remove: "Borrar los datos del servidor anterior…",
      removeTitle: "¿Borrar los datos del servidor anterior?",
      removeText:
        "Primero se revisa que el servidor nuevo tenga todos los autos, las fotos y los originales. Lo que se borra no se puede recuperar.",
      removeConfirm: "Borrarlos",
      removed: "Se borraron los datos del servidor anterior",
      problems: {
        notYet: "El servidor nuevo todavía no tiene todo. No se borró nada.",
        offline: "Ahora no se puede preguntar al servidor nuevo si ya tiene todo. No se borró nada.",
        signInAgain: "El servidor nuevo ya no deja entrar a este equipo. No se borró nada.",
        other: "No se pudieron borrar los datos, o no todos. Inténtalo de nuevo.",
      },
    },
    errors: {
      addressInvalid: "Esa no es la dirección de un servidor. Se ve así: http://192.168.1.20:47110",
      hubUnreachable:
        "Ningún servidor responde en esa dirección. Revisa que esté encendido y que se pueda llegar a él desde aquí.",
      codeRefused: "Ese código no existe, ya se usó o venció. Pide uno nuevo.",
      deviceTaken:
        "Allá esta computadora es de otra persona. El dueño tiene que quitarla primero, en Configuración.",
      vaultLocked: "Primero desbloquea las cuentas guardadas, en Configuración, en Cuentas.",
      alreadyThere: "Este equipo ya es de ese lote.",
      roleTooSmall:
        "Ese código es de alguien que no puede ver o cambiar todo, así que los costos se quedarían. Pide al dueño de allá un código de dueño o de gerente.",
      notAllowed: "Solo un dueño o un gerente de este lote puede cambiarlo de servidor.",
      ownHubDown:
        "El servidor propio de esta computadora no arranca, así que lo que tiene no podría venir. Atiende eso primero: Configuración dice, en Servidor, qué lo impide.",
      diskFull:
        "El disco está lleno y no se empezó nada. Libera espacio e inténtalo de nuevo con un código nuevo: ese ya se usó.",
      notNow: "Ya hay un cambio en curso.",
      tooManyTries: "Demasiados intentos. Espera un poco e inténtalo de nuevo.",
      unexpected: "No funcionó y no se cambió nada. Inténtalo de nuevo. (Reporte {{id}})",
    },
  },
} as const;
