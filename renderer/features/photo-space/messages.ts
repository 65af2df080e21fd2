/** Words of what photos take on this desk's disk. */
export const messages = {
  en: {
    title: "Disk space for photos",
    text: "The small picture of every photo stays on this desk. Full pictures of other desks come from the hub when you open them. With a limit, those that were not opened for the longest time are let go; never what the hub does not have.",
    counting: "Counting the photos on this disk…",
    used: "Photos take",
    free: "Free on this disk",
    removable: "Can be let go, because the hub has it",
    notAtHub: "Not on the hub yet, stays until it is",
    part: {
      small: "Small pictures",
      screen: "Pictures to look at",
      original: "Originals",
      other: "In review and others",
    },
    limit: "Limit",
    noLimit: "No limit",
    ownLimit: "Other…",
    ownLimitLabel: "Limit in gigabytes",
    tooSmall: "At least 0.1 GB",
    set: "Set",
    failed: "That could not be changed. Try again.",
    letGoTitle: "What is let go",
    letGo:
      "{{size}} would be let go from this disk, beginning with what was not opened for the longest time. The hub is asked first whether it has each of them, and they come back when you open them.",
    staysOver: "{{size}} over the limit have to stay.",
    letGoConfirm: "Keep it under {{size}}",
    standing: {
      freeing: "Making room. What is open now goes last.",
      settled: "Within the limit.",
      waitingForHub:
        "{{over}} over the limit. Nothing goes until the hub says that it has it: go online, and let what waits be sent.",
      cannotFree:
        "{{over}} over the limit. What is left has to stay: small pictures, kept cars, photos in work.",
    },
    diskFull:
      "This disk is nearly full, so full pictures of other desks no longer come. Free some space, or set a limit.",
    diskFullLimited:
      "This disk is nearly full, so full pictures of other desks no longer come. Free some space.",
    ownHub:
      "The dealership's hub is on this disk as well and keeps a second copy of each photo. What is let go is this desk's copy: the hub's stays, so a limit here never saves more than one of the two.",
    keptCars: "Cars kept on this desk",
    keptCarsHint:
      "Their photos stay whatever the limit, for instance to show them where there is no signal. Choose “Keep this car's photos on this desk” in the menu above a car's photos.",
    stopKeeping: "Stop keeping",
  },
  "es-MX": {
    title: "Espacio para fotos",
    text: "La foto chica de cada foto se queda en este equipo. Las completas de otros equipos llegan del servidor cuando las abres. Con un límite se sueltan las que llevan más tiempo sin abrirse; nunca lo que el servidor no tiene.",
    counting: "Contando las fotos de este disco…",
    used: "Las fotos ocupan",
    free: "Libre en este disco",
    removable: "Se puede soltar, porque el servidor lo tiene",
    notAtHub: "Todavía no está en el servidor, se queda hasta que esté",
    part: {
      small: "Fotos chicas",
      screen: "Fotos para ver",
      original: "Originales",
      other: "Por clasificar y otras",
    },
    limit: "Límite",
    noLimit: "Sin límite",
    ownLimit: "Otro…",
    ownLimitLabel: "Límite en gigabytes",
    tooSmall: "Por lo menos 0.1 GB",
    set: "Poner",
    failed: "No se pudo cambiar. Inténtalo de nuevo.",
    letGoTitle: "Lo que se suelta",
    letGo:
      "Se soltarían {{size}} de este disco, empezando por lo que lleva más tiempo sin abrirse. Antes se le pregunta al servidor si tiene cada una, y vuelven cuando las abres.",
    staysOver: "{{size}} arriba del límite se tienen que quedar.",
    letGoConfirm: "Mantener en {{size}} o menos",
    standing: {
      freeing: "Haciendo espacio. Lo que está abierto se suelta al final.",
      settled: "Dentro del límite.",
      waitingForHub:
        "{{over}} arriba del límite. Nada se suelta hasta que el servidor diga que lo tiene: conéctate y deja que se envíe lo pendiente.",
      cannotFree:
        "{{over}} arriba del límite. Lo que queda se tiene que quedar: fotos chicas, autos conservados y fotos en proceso.",
    },
    diskFull:
      "Este disco está casi lleno, por eso ya no llegan fotos completas de otros equipos. Libera espacio o pon un límite.",
    diskFullLimited:
      "Este disco está casi lleno, por eso ya no llegan fotos completas de otros equipos. Libera espacio.",
    ownHub:
      "El servidor del lote también está en este disco y guarda otra copia de cada foto. Lo que se suelta es la copia de este equipo: la del servidor se queda, así que un límite aquí nunca ahorra más que una de las dos.",
    keptCars: "Autos que se conservan en este equipo",
    keptCarsHint:
      "Sus fotos se quedan sin importar el límite, por ejemplo para mostrarlas donde no hay señal. Elige “Conservar las fotos de este auto en este equipo” en el menú arriba de las fotos de un auto.",
    stopKeeping: "Dejar de conservar",
  },
} as const;
