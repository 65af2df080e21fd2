import type { en } from "./messages-en.ts";

type Words<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Words<T[Key]> };

export const esMX: Words<typeof en> = {
  title: "Cuentas",
  text: "Con qué publica, lee y escribe este equipo. Lo que las abre se guarda sellado en esta computadora y nunca se muestra.",
  name: {
    google: "Google",
    meta: "Facebook e Instagram",
    x: "X",
    linkedin: "LinkedIn",
    telegram: "Telegram",
    mail: "Correo",
    hub: "Servidor",
  },
  standing: {
    connected: "Con conexión",
    expiresSoon: "Vence pronto",
    signInAgain: "Vuelve a entrar",
    notConnected: "Sin conectar",
    notSetUp: "Sin configurar",
    vaultLocked: "Bloqueada",
  },
  purpose: {
    google: "Para la hoja de Google del lote",
    meta: "Para la página y el Instagram del lote",
    x: "Para publicar en X",
    linkedin: "Para publicar en LinkedIn",
    telegram: "Para un canal en el que escribe un bot tuyo",
    mail: "Para el correo con los clientes",
    hub: "Mantiene iguales los equipos del lote",
  },
  permission: {
    knowWho: "ve quién eres",
    sheets: "lee y escribe hojas de cálculo",
    files: "usa los archivos que creó",
    readPages: "ve tus páginas",
    publishPages: "publica en páginas",
    publishInstagram: "publica en Instagram",
    readPosts: "lee publicaciones",
    publishPosts: "publica",
    uploadPictures: "sube fotos",
    sendMessages: "manda mensajes",
    readMail: "lee el correo",
    sendMail: "manda correo",
    shareLot: "comparte autos y fotos con los demás equipos",
  },
  notGranted: "No se permitió: {{what}}. Reconecta y deja todo marcado.",
  as: "como {{who}}",
  since: "desde el {{date}}",
  renews: "se renueva sola",
  until: "vuelve a entrar antes del {{date}}",
  ended: "venció el {{date}}",
  mailUnchecked: "La contraseña se prueba la primera vez que se lee o se manda correo.",
  notSetUp:
    "Quien te ayuda con Autosell primero tiene que registrarlo con {{name}}: “Cuentas”, en la guía de uso, dice cómo.",
  pairedIn: "Un equipo se vincula con el servidor en Equipos, más arriba.",
  connect: "Conectar",
  reconnect: "Reconectar",
  enter: "Escribir…",
  change: "Cambiar…",
  acts: "Más de {{name}}",
  forget: "Olvidar…",
  forgetTitle: "¿Olvidar {{name}}?",
  forgetText:
    "Lo que la abre se borra de esta computadora y Autosell le pide a {{name}} que termine su acceso. Autos, publicaciones y correos se quedan como están.",
  forgetTyped:
    "Lo que escribiste se borra de esta computadora. Autos, publicaciones y correos se quedan como están.",
  forgetAct: "Olvidar",
  forgotten: {
    revoked: "{{name}} quedó olvidada y su acceso terminó.",
    notOffered: "{{name}} quedó olvidada en esta computadora.",
    notReached:
      "{{name}} quedó olvidada en esta computadora, pero no se le pudo avisar. Termina su acceso en {{page}}.",
    notOfferedPage:
      "{{name}} quedó olvidada en esta computadora. También puedes terminar su acceso en {{page}}.",
  },
  waiting: "Te espera el navegador · quedan {{time}}",
  openPage: "Abrir la página para entrar",
  problem: {
    denied:
      "En el navegador se dijo que no, así que no se conectó nada. Conecta de nuevo si no era la intención.",
    timedOut: "Nadie entró en cinco minutos. Conecta de nuevo cuando quieras.",
    codeRefused: "{{name}} no aceptó su propio código, casi siempre porque ya era viejo. Conecta de nuevo.",
    clientRefused:
      "{{name}} no acepta el registro de esta instalación. Quien te ayuda con Autosell tiene que revisar el identificador y el secreto de cliente.",
    clockWrong:
      "El reloj de esta computadora está mal y no se puede comprobar la respuesta de {{name}}. Corrige fecha y hora y conecta de nuevo.",
    unreachable: "No se pudo llegar a {{name}}. Revisa la conexión a internet y conecta de nuevo.",
    vendorFailed: "{{name}} tiene ahora un problema propio. Inténtalo en unos minutos.",
    browserNotOpened:
      "No se pudo abrir ningún navegador. Elige un navegador predeterminado en esta computadora y conecta de nuevo.",
    portTaken:
      "Otro programa ocupa el lugar a donde llega la respuesta de {{name}} (puerto 47121). Ciérralo y conecta de nuevo.",
    vaultLocked:
      "Mientras tanto se bloquearon las credenciales y no se guardó nada. Desbloquéalas y conecta de nuevo.",
  },
  secret: {
    refused: {
      telegram: "Telegram no conoce este token. Cópialo otra vez de @BotFather, completo.",
      mail: "El servidor de correo no conoce ese usuario y contraseña.",
    },
    unreachable:
      "No se pudo preguntar a {{name}}, así que no se guardó nada. Lo que escribiste sigue aquí; inténtalo de nuevo.",
    failed: "No se pudo guardar. Lo que escribiste sigue aquí; inténtalo de nuevo. (Reporte {{id}})",
    saved: "{{name}} quedó conectada",
  },
  telegram: {
    title: "Bot de Telegram",
    text: "En Telegram escribe a @BotFather y manda /newbot, o /token para un bot que ya existe. Te contesta con un token.",
    token: "Token del bot",
  },
  mail: {
    title: "Cuenta de correo",
    text: "Como te los da tu proveedor de correo. Con Gmail y Outlook usa una contraseña de aplicación.",
    user: "Correo o usuario",
    password: "Contraseña",
    imap: "Servidor de entrada (IMAP)",
    smtp: "Servidor de salida (SMTP)",
    port: "Puerto",
    portInvalid: "1 a 65535",
  },
  required: "Hace falta",
  failed: "No funcionó y no se cambió nada. Inténtalo de nuevo. (Reporte {{id}})",
  vault: {
    os: "Selladas con el llavero de esta computadora.",
    file: "Selladas con una llave en la carpeta de este equipo, porque la ventana está en un navegador. La aplicación de escritorio usa el llavero de la computadora.",
    open: "Selladas con tu contraseña. Desbloqueadas hasta que cierres Autosell.",
    locked: "Bloqueadas. El lote funciona; las cuentas esperan la contraseña.",
    unset: "Esta computadora no tiene llavero: una contraseña tuya tiene que sellar lo que abre las cuentas.",
    damaged: "El archivo de las credenciales está dañado y no se puede abrir.",
    act: {
      open: "Cambiar contraseña…",
      locked: "Desbloquear…",
      unset: "Elegir una contraseña…",
      damaged: "Empezar de nuevo…",
    },
    title: {
      open: "Cambiar la contraseña",
      locked: "Desbloquear las cuentas",
      unset: "Elige una contraseña",
      damaged: "Las credenciales están dañadas",
    },
    intro: {
      open: "Todo se vuelve a sellar con la contraseña nueva.",
      locked:
        "Autosell funciona sin ella. Las cuentas, y el servidor de otro equipo, esperan hasta que las desbloquees.",
      unset:
        "Esta computadora no tiene un llavero que guarde secretos. Con una contraseña quedan sellados, y Autosell te la pide una vez cada que arranca.",
      damaged:
        "Ninguna contraseña abre ya el archivo. Olvida lo que contiene y vuelve a conectar las cuentas.",
    },
    passphrase: "Contraseña",
    present: "Contraseña actual",
    next: "Contraseña nueva",
    repeat: "Otra vez la misma",
    hint: "Al menos {{count, number}} caracteres; lo mejor son varias palabras. Nadie puede averiguarla por ti.",
    tooShort: "Al menos {{count, number}} caracteres",
    different: "Las dos no son iguales",
    wrong: "Esa no es la contraseña. No se perdió nada; inténtalo de nuevo.",
    unlock: "Desbloquear",
    choose: "Usar esta contraseña",
    change: "Cambiar",
    later: "Ahora no",
    forgot: "¿La olvidaste?",
    reset: "Olvidar las credenciales",
    resetTitle: "¿Olvidar todas las credenciales?",
    resetText:
      "Hay que volver a conectar las cuentas, y un equipo que se unió al servidor de otro se tiene que vincular de nuevo. Autos, fotos y todo lo demás se quedan.",
    resetDone: "Las credenciales quedaron olvidadas. Elige una contraseña cuando conectes una cuenta.",
    chosen: "Desde ahora las credenciales se sellan con tu contraseña",
    changed: "La contraseña quedó cambiada",
    unlocked: "Desbloqueadas",
  },
};
