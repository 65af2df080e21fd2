import { app } from "./app.ts";
import { strict } from "./strict.ts";

/** Who has items of their own that the system does something with; the stand-in shows them and does nothing. */
interface ItemTemplate {
  readonly id?: string;
  readonly role?: string;
  readonly label?: string;
  readonly type?: "normal" | "separator" | "submenu" | "checkbox";
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly click?: (item: MenuItem, window: null, event: object) => void;
  readonly submenu?: readonly ItemTemplate[];
}

const known: ReadonlySet<string> = new Set<keyof ItemTemplate>([
  "id",
  "role",
  "label",
  "type",
  "accelerator",
  "registerAccelerator",
  "enabled",
  "visible",
  "checked",
  "click",
  "submenu",
]);

export class MenuItem {
  readonly label: string;
  readonly role: string | null;
  readonly type: string;
  readonly accelerator: string | null;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly submenu: Menu | null;
  checked: boolean;
  private readonly template: ItemTemplate;

  constructor(template: ItemTemplate) {
    const unknown = Object.keys(template).find((key) => !known.has(key));
    if (unknown !== undefined) throw new Error(`electron stand-in: MenuItem.${unknown} is not emulated`);
    this.template = template;
    // Mnemonics are marked with an ampersand and not shown.
    this.label = (template.label ?? template.role ?? "").replaceAll("&", "");
    this.role = template.role ?? null;
    this.type = template.type ?? (template.submenu ? "submenu" : "normal");
    this.accelerator = template.accelerator ?? null;
    this.enabled = template.enabled ?? true;
    this.visible = template.visible ?? true;
    this.checked = template.checked ?? false;
    this.submenu = template.submenu ? Menu.buildFromTemplate(template.submenu) : null;
  }

  /** As a person's click: not on what is grey. */
  click(): void {
    if (!this.enabled || !this.visible) throw new Error(`electron stand-in: "${this.label}" is grey`);
    if (this.role !== null) throw new Error(`electron stand-in: the role ${this.role} does nothing here`);
    if (this.type === "checkbox") this.checked = !this.checked;
    this.template.click?.(this, null, {});
  }
}

export class Menu {
  static current: Menu | null = null;
  /** The menu that was last opened by itself, as at a right click. */
  static opened: Menu | null = null;
  readonly items: readonly MenuItem[];

  constructor(items: readonly MenuItem[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly ItemTemplate[]): Menu {
    if (!app.isReady()) throw new Error("electron stand-in: a menu before the app is ready");
    return strict("Menu", new Menu(template.map((item) => new MenuItem(item))));
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.current = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.current;
  }

  popup(): void {
    Menu.opened = this;
  }

  /** The item at these labels, one within the other, as a person finds it. */
  find(...path: readonly string[]): MenuItem {
    const [label, ...rest] = path;
    const item = this.items.find((one) => one.visible && one.label === label);
    if (!item) throw new Error(`electron stand-in: the menu has no "${label}"`);
    if (rest.length === 0) return item;
    if (!item.submenu) throw new Error(`electron stand-in: "${label}" opens nothing`);
    return item.submenu.find(...rest);
  }
}
