/** Where the parts of a dealership's system are looked for when nobody says otherwise. */
export const defaultBrowserPort = 47_100;
export const defaultHubPort = 47_110;
