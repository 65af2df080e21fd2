/** Where the window stands, and how large it shows everything. */
interface WindowLook {
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly zoom: number;
}

/** What a person does with a desktop's app outside its window. Labels are as they are read. */
export interface DesktopHands {
  /** Closes the window by its own button. */
  closeWindow(): Promise<void>;
  isWindowShown(): Promise<boolean>;
  /** Moves, sizes and zooms the window. */
  arrange(look: WindowLook): Promise<void>;
  windowLook(): Promise<WindowLook | null>;
  /** The window is busy for so long that the system notices. */
  letWindowHang(): Promise<void>;
  /** What spelling is checked with. */
  dictionaries(): Promise<readonly string[]>;
  chooseInMenu(...labels: readonly string[]): Promise<void>;
  /** The labels that can be chosen now in a menu of the bar; none where the bar has no such menu. */
  offeredIn(label: string): Promise<readonly string[]>;
  chooseInTray(label: string): Promise<void>;
  /** What the tray says of the exchange with the hub. */
  trayState(): Promise<string>;
  /** What the taskbar's button showed of long work, one after the other, from 0 to 1; -1 is nothing. */
  taskbarProgress(): Promise<readonly number[]>;
  /** The titles and texts of the notifications that were shown. */
  notices(): Promise<readonly string[]>;
  clickLastNotice(): Promise<void>;
  /** Locks the screen of the computer. */
  lockScreen(): Promise<void>;
  /** From now on message boxes are answered with this button; those without it are closed. */
  press(button: string): Promise<void>;
  /** The messages of the boxes that were shown. */
  boxes(): Promise<readonly string[]>;
  /** The app has gone. */
  readonly ended: Promise<void>;
}
