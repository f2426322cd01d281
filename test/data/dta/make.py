"""Writes the Stata files of this folder that pandas can write. Run: /usr/bin/python3 test/data/dta/make.py"""
import datetime
import os
import sys

import numpy
import pandas
from pandas.io.stata import StataWriterUTF8

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLE = os.path.join(HERE, "../../../sample/research-2017")
STAMP = datetime.datetime(2026, 1, 2, 3, 4)
LONG = "It is not clear how \"the wheel\" turns,\nand what it turns. " * 40


def kinds(with_long, wide_characters):
    """One row for each of: ordinary values, other values, missing values."""
    table = {
        "a_byte": numpy.array([1, -127, 100], dtype="int8"),
        "an_int": numpy.array([300, -32767, 32740], dtype="int16"),
        "a_long": numpy.array([70000, -2147483647, 2147483620], dtype="int32"),
        "a_float": numpy.array([0.1, -1e20, numpy.nan], dtype="float32"),
        "a_double": numpy.array([12000001.0, 0.1, numpy.nan]),
        "a_day": pandas.to_datetime(["2012-02-29", "1959-12-31", None]),
        "an_instant": pandas.to_datetime(["2012-02-29 13:14:15.678", "1959-12-31 23:59:59", None]),
        "a_month": pandas.to_datetime(["2012-02-01", "1959-12-01", None]),
        "a_text": ["caf\u00e9, \"bar\"", "two\nlines", ""],
        "a_category": pandas.Categorical(["CTNF", "CTFR", None]),
    }
    if wide_characters:
        table["a_wide_text"] = ["\u8acb\u6c42\u9805\u76ee", "\U0001d4b6", ""]
    if with_long:
        table["a_long_text"] = [LONG, "", "short"]
        table["another_long_text"] = [LONG + "?", LONG, "short"]
    return pandas.DataFrame(table)


LABELS = {"a_byte": "One byte", "a_text": "What the caf\u00e9 is called", "a_day": "Mail date"}
DATES = {"a_day": "td", "an_instant": "tc", "a_month": "tm"}


def write_kinds(version, byteorder, name):
    # pandas writes the long texts of a big-endian file in little-endian order: no program could read them.
    frame = kinds(version >= 117 and byteorder == "<", version >= 118)
    options = dict(
        convert_dates=DATES, write_index=False, byteorder=byteorder, time_stamp=STAMP,
        data_label="Kinds of values", variable_labels=LABELS,
    )
    path = os.path.join(HERE, name)
    if "a_long_text" in frame:
        options["convert_strl"] = ["a_long_text", "another_long_text"]
    if version == 119:
        StataWriterUTF8(path, frame, version=119, **options).write_file()
    else:
        frame.to_stata(path, version=version, **options)


def write_release(table, version, byteorder, name):
    frame = pandas.read_csv(os.path.join(SAMPLE, table + ".csv"), dtype=str, keep_default_na=False)
    dates = {}
    if table == "office_actions":
        frame["mail_dt"] = pandas.to_datetime(frame["mail_dt"])
        dates["mail_dt"] = "tc" if version == 117 else "td"
        # Numbers whose value labels say what the CSV says.
        frame["document_cd"] = pandas.Categorical(frame["document_cd"])
    for column in frame.columns:
        if column.startswith(("rejection_", "form", "citation_in")) or column.endswith("_missing"):
            frame[column] = frame[column].astype("int8")
    frame.to_stata(
        os.path.join(HERE, name), version=version, byteorder=byteorder, write_index=False,
        convert_dates=dates, time_stamp=STAMP,
    )


if __name__ == "__main__":
    sys.stdout.write("pandas %s\n" % pandas.__version__)
    for version in (114, 117, 118, 119):
        write_kinds(version, "<", "pandas-%d.dta" % version)
        write_kinds(version, ">", "pandas-%d-big-endian.dta" % version)
    for version, byteorder in ((114, "<"), (117, ">"), (118, "<")):
        for table in ("office_actions", "citations"):
            write_release(table, version, byteorder, "%s-%d.dta" % (table, version))
