/** Words that tell that somebody speaks. */
export const SPOKEN =
  /^(?:sa(?:y|ys|id)|t(?:ell|ells|old)|comment\w*|respond\w*|react\w*|repl(?:y|ies|ied)|answer\w*|den(?:y|ies|ied)|call(?:s|ed)?|claim\w*|statement|announc\w*|warn\w*|argu\w*|quot\w*|declar\w*|confirm\w*|insist\w*|admit\w*|accus\w*|reject\w*|ask(?:s|ed)?|urg\w*|demand\w*|declin\w*|refus\w*|apologi\w*|appeal\w*)$/;
