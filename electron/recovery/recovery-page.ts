/** The recovery window's page, among the window's built files. */
export const recoveryPage = "/recovery.html";
