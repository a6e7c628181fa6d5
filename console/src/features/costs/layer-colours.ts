/** Colours of the layers, largest first, by the names of the style sheet. */
export const layerColours = ['--accent', '--low-solid', '--medium-solid', '--high-solid', '--critical-solid', '--info-solid', '--ok-solid'] as const;
