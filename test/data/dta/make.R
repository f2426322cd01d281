# Writes the Stata files of this folder that haven can write. Run: /usr/bin/Rscript test/data/dta/make.R
library(haven)
arguments <- commandArgs(trailingOnly = FALSE)
here <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)))
long <- strrep("It is not clear how \"the wheel\" turns,\nand what it turns. ", 40)
releases <- c("8" = 113, "10" = 114, "12" = 115, "13" = 117, "14" = 118, "15" = 119)

for (version in names(releases)) {
  release <- releases[[version]]
  kinds <- data.frame(
    an_integer = c(1L, -5L, NA),
    a_number = c(0.5, 12000001, NA),
    a_missing = labelled(c(1, tagged_na("a"), tagged_na("z")), c("one" = 1, "not asked" = tagged_na("a"))),
    a_day = as.Date(c("2012-02-29", "1959-12-31", NA)),
    an_instant = as.POSIXct(c("2012-02-29 13:14:15", "1959-12-31 23:59:59", NA), tz = "UTC"),
    a_text = c("caf\u00e9, \"bar\"", "two\nlines", ""),
    a_label = labelled(c(1L, 2L, 3L), c("CTNF" = 1L, "CTFR" = 2L), label = "Document code"),
    stringsAsFactors = FALSE
  )
  if (release >= 117) kinds$a_long_text <- c(long, "", "short")
  attr(kinds$an_integer, "label") <- "A whole number"
  write_dta(kinds, file.path(here, sprintf("haven-%d.dta", release)), version = as.integer(version), label = "Kinds of values")
}
cat("haven", as.character(packageVersion("haven")), "\n")
