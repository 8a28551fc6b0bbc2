/** What the scale shows now, net of its tare; `none`: it says nothing, or there is no fresh answer. */
export type WeighingView =
  | { readonly kind: 'stable'; readonly grams: number }
  | { readonly kind: 'moving' | 'over' | 'under' | 'none' }
