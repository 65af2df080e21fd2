/**
 * Each desk has one window, in a browser of its own. Node's channels of one name reach every thread, so that Dexie told each desk of
 * every write of all the others: a twelfth of what a history costs.
 */
Reflect.deleteProperty(globalThis, "BroadcastChannel");
