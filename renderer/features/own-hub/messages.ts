/** Words of an own hub that does not start, and of the new one that begins in its place. */
export const messages = {
  en: {
    title: "This computer's own hub does not start",
    trouble: {
      damaged: "The hub's data seems to be damaged. Everything that you do is kept on this desk meanwhile.",
      newer:
        "A newer version of Autosell has used this hub, and this version cannot open it. Install the newer version again; nothing is wrong with the data.",
      inUse:
        "Another program has this hub's data open, such as a second Autosell on the same folder. Close it, or start the computer again.",
      portTaken:
        "Another program uses the network port of this hub. Close that program, or start the computer again; nothing is wrong with the data.",
      diskFull: "The disk is full. Make room on it, and the hub starts by itself.",
    },
    beginTitle: "Begin a new hub",
    first:
      "Start the computer again first. If the hub still does not start, begin a new one from what this desk has.",
    brings_one: "{{count, number}} car goes into it",
    brings_other: "{{count, number}} cars go into it",
    bringsPhotos_one: "{{count, number}} photo",
    bringsPhotos_other: "{{count, number}} photos",
    withHistory: "all costs and all of the history that this desk has",
    files: "Photo files come from this desk and from the damaged hub's folder, where each is checked.",
    kept: "The damaged data is set aside and not deleted. Afterwards Settings, under Hub, shows where it is.",
    goOn: "You can go on working meanwhile, and close the app: it goes on at the next start.",
    left: "People and their roles are only in the damaged hub: invite them again.",
    otherDesks_one:
      "{{count, number}} other desk shares this lot, and has to pair again: give it a code (Settings, People and desks). Until then it shows nothing, and keeps everything. What it had sent and this desk had not received yet is not in the new hub before that: the other desk has it still, and sends it then.",
    otherDesks_other:
      "{{count, number}} other desks share this lot, and each has to pair again: give it a code (Settings, People and desks). Until then they show nothing, and keep everything. What they had sent and this desk had not received yet is not in the new hub before that: they have it still, and send it then.",
    begin: "Begin a new hub",
    beginAsk: "Begin a new hub…",
    gathering: "Gathering what this desk has. You can go on working.",
    taking_one: "The new hub takes over the photo files: {{count, number}} so far. You can go on working.",
    taking_other: "The new hub takes over the photo files: {{count, number}} so far. You can go on working.",
    stay: "Stop",
    again: "Try again",
    stopped: {
      diskFull: "The disk is full, so the new hub has stopped. Nothing is lost. Make room and try again.",
      unexpected: "The new hub has stopped. Nothing is lost. Try again, or start the app once more.",
    },
    done: "The new hub runs. What this desk has goes up to it now; the status bar shows how much is left.",
    damagedFiles_one:
      "{{count, number}} photo file of the old hub was damaged. If this desk or another has it, it is sent again.",
    damagedFiles_other:
      "{{count, number}} photo files of the old hub were damaged. Those that this desk or another has are sent again.",
    setAside: "An earlier hub was damaged and set aside. Its data is still here:",
    errors: {
      notNow: "That is not possible now: another act is under way.",
      notAllowed:
        "Only an owner or a manager can do that here: what your role may not see would be missing in the new hub.",
      hubStarts: "The hub starts again, or something else is in its way. Nothing was changed.",
      diskFull: "The disk has no room for a new hub. Make some and try again. Nothing was changed.",
      unexpected: "That did not work and nothing was changed. Try again. (Report {{id}})",
    },
  },
  "es-MX": {
    title: "El servidor de esta computadora no arranca",
    trouble: {
      damaged:
        "Parece que se dañaron los datos del servidor. Mientras tanto, todo lo que haces se guarda en este equipo.",
      newer:
        "Una versión más nueva de Autosell usó este servidor, y esta versión no lo puede abrir. Instala de nuevo la más nueva; los datos están bien.",
      inUse:
        "Otro programa tiene abiertos los datos de este servidor, por ejemplo otro Autosell en la misma carpeta. Ciérralo o reinicia la computadora.",
      portTaken:
        "Otro programa usa el puerto de red de este servidor. Cierra ese programa o reinicia la computadora; los datos están bien.",
      diskFull: "El disco está lleno. Libera espacio y el servidor arranca por sí solo.",
    },
    beginTitle: "Empezar un servidor nuevo",
    first:
      "Primero reinicia la computadora. Si el servidor sigue sin arrancar, empieza uno nuevo con lo que tiene este equipo.",
    brings_one: "Lleva {{count, number}} auto",
    brings_other: "Lleva {{count, number}} autos",
    bringsPhotos_one: "{{count, number}} foto",
    bringsPhotos_other: "{{count, number}} fotos",
    withHistory: "todos los costos y todo el historial que tiene este equipo",
    files:
      "Los archivos de las fotos salen de este equipo y de la carpeta del servidor dañado, donde se revisa cada uno.",
    kept: "Los datos dañados se apartan y no se borran. Después, Configuración, en Servidor, muestra dónde están.",
    goOn: "Mientras tanto puedes seguir trabajando, o cerrar la aplicación: continúa al abrirla de nuevo.",
    left: "Las personas y sus permisos solo están en el servidor dañado: invítalas de nuevo.",
    otherDesks_one:
      "{{count, number}} equipo más comparte este lote y se tiene que vincular de nuevo: dale un código (Configuración, Personas y equipos). Hasta entonces no muestra nada y lo guarda todo. Lo que ya había enviado y este equipo aún no había recibido no está antes en el servidor nuevo: ese equipo lo sigue teniendo y lo envía entonces.",
    otherDesks_other:
      "{{count, number}} equipos más comparten este lote y cada uno se tiene que vincular de nuevo: dale un código (Configuración, Personas y equipos). Hasta entonces no muestran nada y lo guardan todo. Lo que ya habían enviado y este equipo aún no había recibido no está antes en el servidor nuevo: esos equipos lo siguen teniendo y lo envían entonces.",
    begin: "Empezar un servidor nuevo",
    beginAsk: "Empezar un servidor nuevo…",
    gathering: "Reuniendo lo que tiene este equipo. Puedes seguir trabajando.",
    taking_one:
      "El servidor nuevo toma los archivos de las fotos: va {{count, number}}. Puedes seguir trabajando.",
    taking_other:
      "El servidor nuevo toma los archivos de las fotos: van {{count, number}}. Puedes seguir trabajando.",
    stay: "Detener",
    again: "Intentar de nuevo",
    stopped: {
      diskFull:
        "El disco está lleno y el servidor nuevo se detuvo. No se perdió nada. Libera espacio e inténtalo de nuevo.",
      unexpected:
        "El servidor nuevo se detuvo. No se perdió nada. Inténtalo de nuevo o reinicia la aplicación.",
    },
    done: "El servidor nuevo ya funciona. Ahora sube todo lo que tiene este equipo; la barra de estado muestra cuánto falta.",
    damagedFiles_one:
      "{{count, number}} archivo de fotos del servidor anterior estaba dañado. Si este equipo u otro lo tiene, se envía de nuevo.",
    damagedFiles_other:
      "{{count, number}} archivos de fotos del servidor anterior estaban dañados. Los que tenga este equipo u otro se envían de nuevo.",
    setAside: "Un servidor anterior se dañó y se apartó. Sus datos siguen aquí:",
    errors: {
      notNow: "Ahora no se puede: hay otra cosa en curso.",
      notAllowed:
        "Aquí solo lo puede hacer un dueño o un gerente: en el servidor nuevo faltaría lo que tu permiso no deja ver.",
      hubStarts: "El servidor ya arranca, u otra cosa se lo impide. No se cambió nada.",
      diskFull:
        "El disco no tiene espacio para un servidor nuevo. Libera espacio e inténtalo de nuevo. No se cambió nada.",
      unexpected: "No funcionó y no se cambió nada. Inténtalo de nuevo. (Reporte {{id}})",
    },
  },
} as const;
