/** Lines of text with the middle and size of the rectangle that they need. */
export interface Lettered {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An actor map with a place for everything on it, in pixels at scale 1; all of it lies inside `width` by `height`. */
export interface LaidOutMap {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly (Lettered & { readonly id: string })[];
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    readonly points: readonly { readonly x: number; readonly y: number }[];
    readonly label: Lettered;
  }[];
}
