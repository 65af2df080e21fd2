export const esMx = {
  section: "Ayuda y diagnóstico",
  sectionText: "Cuando algo sale mal. Nada sale de esta computadora por sí solo.",
  exportDiagnostics: "Exportar diagnóstico…",
  exportText:
    "Un zip para quien te ayuda: versiones, cómo está configurado este equipo, tamaños y qué hizo últimamente.",
  dialogTitle: "Exportar diagnóstico",
  dialogText:
    "Esto es lo que llevará el zip; todo es texto simple que puedes leer antes de enviarlo. No incluye fotos, autos, precios, clientes ni contraseñas.",
  gathering: "Reuniendo los datos…",
  gatherFailed: "No se pudo reunir el diagnóstico. Inténtalo de nuevo.",
  about: {
    readme: "Qué es cada archivo",
    versions: "Versiones y esta computadora",
    configuration: "Cómo está configurado este equipo",
    sync: "Qué está en espera del servidor",
    storage: "Tamaños en el disco",
    log: "Qué hizo Autosell últimamente",
    crash: "Una parte de Autosell que se cerró sola",
  },
  crashes_one: "{{count, number}} reporte de cierre",
  crashes_other: "{{count, number}} reportes de cierre",
  together: "En total {{size}}; empacado ocupa menos",
  save: "Guardar zip…",
  download: "Crear zip",
  downloadReady: "Descargar zip",
  saved: "Diagnóstico guardado",
  show: "Ver en la carpeta",
  failed: {
    diskFull: "El disco está lleno. No se guardó nada; libera espacio o elige otro lugar.",
    noPermission: "No se puede escribir en ese lugar. Elige otro.",
    unexpected: "No se pudo guardar el diagnóstico. Inténtalo de nuevo.",
  },
  reopened: {
    crashed:
      "La ventana se había cerrado sola y ya está donde la dejaste. Se conserva todo lo que estaba guardado. (Reporte {{id}})",
    unresponsive:
      "La ventana se abrió de nuevo y está donde la dejaste. Se conserva todo lo que estaba guardado. (Reporte {{id}})",
  },
  defect: "Algo no funcionó en segundo plano. Lo que habías cambiado está guardado. (Reporte {{id}})",
  repair: "Reparar…",
  repairing: "Cerrando el lote para la reparación…",
  repairFailed: "No se pudo abrir la reparación. Cierra Autosell y vuelve a iniciarlo.",
  guide: {
    title: "Guía de uso",
    open: "Guía de uso…",
    text: "Cómo se hace todo, con imágenes. Viene con esta versión y no necesita internet.",
    contents: "Contenido",
  },
  recovery: {
    title: "No se pudo abrir este lote",
    titleWindow: "La ventana se cerró sola varias veces",
    intro: "No se borró nada. Esto es lo que está dañado, lo que está completo y lo que puedes hacer.",
    damaged: "Qué está dañado",
    whole: "Qué está completo",
    choices: "Qué puedes hacer",
    opening: "Abriendo tu lote…",
    part: {
      folder: {
        notWritable:
          "Autosell no puede escribir en su carpeta. Alguien cambió los permisos o el disco es de solo lectura.",
        diskFull: "El disco está lleno. Autosell necesita algo de espacio para abrir sin riesgo.",
        other: "No se puede usar la carpeta de Autosell.",
      },
      profile: {
        missing: "Falta el archivo que dice a qué lote pertenece este equipo.",
        unreadable: "No hay permiso para leer el archivo que dice a qué lote pertenece este equipo.",
        other: "El archivo que dice a qué lote pertenece este equipo está dañado.",
      },
      journal: {
        damaged_one: "No se puede leer {{count, number}} línea del diario de tus cambios. Las demás sí.",
        damaged_other: "No se pueden leer {{count, number}} líneas del diario de tus cambios. Las demás sí.",
        newer:
          "Una versión más nueva de Autosell escribió parte del diario de tus cambios. Instala esa versión para conservarlo completo.",
        unreadable: "No hay permiso para leer el diario de tus cambios.",
        other: "No se puede leer el diario de tus cambios.",
      },
      key: {
        other:
          "La llave que abre las credenciales guardadas de este equipo está dañada. Hay que ponerlas de nuevo.",
      },
      files: {
        unreadable:
          "Autosell no tiene permiso para abrir “{{detail}}” en su carpeta. Alguien cambió los permisos.",
        other: "“{{detail}}” en la carpeta de Autosell no es lo que debería ser.",
      },
      replica: {
        newer: "Una versión más nueva de Autosell escribió la copia del lote que usa la ventana.",
        other: "No se puede abrir la copia del lote que usa la ventana.",
      },
      window: { other: "La ventana se cerró sola tres veces en un minuto." },
      start: { other: "Algo que Autosell no conoce le impide iniciar." },
    },
    report: "Reporte {{id}}",
    changes_zero: "Todos los cambios de este equipo ya habían llegado al servidor.",
    changes_one: "{{count, number}} cambio de este equipo que todavía no llega al servidor.",
    changes_other: "{{count, number}} cambios de este equipo que todavía no llegan al servidor.",
    photos_zero: "En este equipo no se agregaron fotos.",
    photos_one: "{{count, number}} foto que se agregó en este equipo.",
    photos_other: "{{count, number}} fotos que se agregaron en este equipo.",
    photosAgain_one: "Los tamaños de {{count, number}} foto se vuelven a hacer desde su original.",
    photosAgain_other: "Los tamaños de {{count, number}} fotos se vuelven a hacer desde sus originales.",
    journal: "Restaurar con lo que hay en esta computadora",
    journalText:
      "Sigue con lo que está completo aquí. El lote se arma de nuevo con el diario y con el servidor; los archivos dañados se apartan.",
    journalMissing:
      "Nada aquí dice de quién es este equipo, así que no es posible. Usa un respaldo o vincúlalo de nuevo.",
    journalConfirm: "¿Restaurar con lo que hay en esta computadora?",
    backup: "Restaurar un respaldo",
    backupText:
      "Se hizo antes de una actualización. También se conservan los cambios más nuevos que están completos.",
    noBackups: "No hay respaldos en esta computadora.",
    backupFrom: "{{date}}, versión {{version}}",
    backupConfirm: "¿Restaurar el respaldo del {{date}}?",
    hub: "Vincular de nuevo con el servidor",
    hubText:
      "Empieza como un equipo que se une: pide un código en otro equipo. Lo que está en espera aquí llega después al servidor.",
    hubConfirm: "¿Vincular de nuevo con el servidor?",
    ownHub: "El servidor de este lote está en esta computadora",
    ownHubText:
      "No hace falta un código, y ningún otro equipo podría darlo. “Restaurar con lo que hay en esta computadora” vincula este equipo de nuevo y trae lo que el servidor tiene.",
    makeRoom: "Libera espacio en el disco",
    makeRoomText:
      "Borra o mueve algunos archivos grandes tuyos, pero ninguno de la carpeta de Autosell. Luego inténtalo de nuevo: tu lote se abre como estaba.",
    givePermission: "Devuélvele a Autosell su carpeta",
    givePermissionText:
      "En las propiedades de la carpeta de Autosell, permite que tu usuario de esta computadora la lea y escriba, con todo lo que contiene. Luego inténtalo de nuevo: tu lote se abre como estaba.",
    confirmText:
      "Lo que se reemplaza pasa a la carpeta “set-aside” dentro de la carpeta de Autosell. No se borra nada.",
    restore: "Restaurar",
    pairAgain: "Continuar a vincular",
    retry: "Intentar de nuevo",
    openFolder: "Abrir la carpeta de datos",
    quit: "Salir",
    failed: {
      diskFull: "El disco está lleno. No se cambió nada; libera espacio e inténtalo de nuevo.",
      noPermission: "Autosell no puede escribir en su carpeta. No se cambió nada.",
      backupDamaged: "No se puede leer ese respaldo. No se cambió nada; elige otro.",
      inUse: "Otro Autosell está trabajando en esta carpeta. Ciérralo e inténtalo de nuevo.",
      unexpected:
        "No funcionó. No se perdió nada; exporta el diagnóstico para quien te ayuda. (Reporte {{id}})",
    },
  },
} as const;
