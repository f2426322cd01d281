/** How a sentence about an objection or rejection ends it; null if it does not. */
export function dispositionOf(sentence: string): "withdrawn" | "moot" | "overcome" | "reversed" | null {
  if (
    /\bnot\s+(?:been\s+|being\s+)?withdrawn|will\s+not\s+be\s+withdrawn|request\w*\s[^.]{0,60}withdraw|(?:should|to)\s+be\s+withdrawn|cannot\s+be\s+withdrawn|would\s+be\s+withdrawn/.test(
      sentence,
    )
  )
    return null;
  if (
    /\b(?:is|are|was|were|been|being|hereby|therefore|is\/are|has|stands?|,)\s+(?:\w+\s+){0,3}withdrawn|^\W*withdrawn\b|withdraws?\s+(?:the|this|these|his|her|all)|withdrawing|withdrawal\s+of\s+(?:the|this|these|previous)|:\s*withdrawn|rejections?\s+withdrawn|\bwithdrawn\b\s*[.)]?$/.test(
      sentence,
    )
  )
    return "withdrawn";
  if (
    /\b(?:vacated|dropped|rescinded|removed)\b/.test(sentence) &&
    /\b(?:is|are|been|was|were)\s+(?:\w+\s+){0,2}(?:vacated|dropped|rescinded|removed)/.test(sentence)
  )
    return "withdrawn";
  if (
    /\b(?:not|no\s+longer)\s+(?:being\s+|been\s+)?(?:maintained|repeated|sustained|reiterated|adopted|applied|applicable|necessary|proper|appropriate)\b/.test(
      sentence,
    )
  )
    return "withdrawn";
  if (/\breversed\b/.test(sentence)) return "reversed";
  if (/\bmoot\b/.test(sentence) && !/argument\w*[^.]{0,160}\bmoot/.test(sentence)) return "moot";
  if (
    /\b(?:have|has|had|is|are|was|were|been)\s+(?:\w+\s+){0,2}(?:overcome|obviated|resolved|cured|remedied|corrected)|(?<!\bto\s|\bnot\s|\bcould\s|\bwould\s|\bcannot\s|\bmust\s|\bmay\s|\bmight\s|\bwill\s|\bcan\s)\bovercomes?\s+(?:the|this|these|those|said|all|each|such)\b|\bovercame\b|\bovercomes\b|\bobviat(?:es|ed)\b/.test(
      sentence,
    ) &&
    !/\b(?:not|n't|never)\s+(?:been\s+|fully\s+)?(?:overcome|obviat)|insufficient\s+to\s+overcome|fail\w*\s+to\s+overcome|(?:has|have)\s+not\b[^.]{0,40}overcome/.test(
      sentence,
    )
  )
    return "overcome";
  return null;
}
