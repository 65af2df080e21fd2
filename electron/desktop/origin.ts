/** The one origin that the window is served from. It is registered as standard and secure before the app is ready. */
export const windowScheme = "app";
export const windowOrigin = "app://bundle";
/** Where the window finds pictures, relative to its origin. */
export const photoPath = "/photo/";
