const LINES: Readonly<Record<string, readonly string[]>> = {
  "event_codes.csv": [
    "event_code,event_description,seen",
    "CTNF,Mail-Non Final,1",
    "CTNF,Non-Final Rejection,2",
    "2091,New text of a numeric code,3",
    ",nothing,4",
  ],
  "cases.csv": [
    "case_row_id,case_number,case_name,date_filed,date_closd,new_column",
    '1,1:10-cv-00389,"Acme, Inc. v. Widget",2010-05-07,20120301,x',
    "2.0,1:11-cv-00001,B v. C,05/18/2011,never,",
    "abc,1:11-cv-00002,No key,,,",
    // A column with more than a tenth of its cells broken is refused.
    ...Array.from({ length: 12 }, (_, at) => `${at + 3},1:12-cv-${at},D v. E,2012-01-01,2013-01-01,`),
  ],
  "names.csv": [
    "case_row_id,case_number,party_row_count,party_type,name_row_count,name",
    "1,1:10-cv-00389,1,Plaintiff,1,Acme",
  ],
  "attorneys.csv": [
    "case_row_id,case_number,party_row_count,party_type,attorney_row_count,name,contactinfo,position",
    '1,1:10-cv-00389,1,Plaintiff,1,Jane Roe,"1 Main Street\nDover",LEAD ATTORNEY',
  ],
  "documents.csv": [
    "case_row_id,case_number,doc_count,attachment,date_filed,long_description,doc_number,short_description,upload_date",
    "1,1:10-cv-00389,1,,2010-05-07,COMPLAINT filed,1,,",
  ],
  "pacer.csv": [
    "case_name,court_code,court_name,date_closed,case_number,pacer_id,date_filed",
    "Acme v. Widget,ded,Delaware,2012-03-01,1:10-cv-00389,0039241,2010-05-07",
  ],
  "patents.csv": [
    "case_row_id,case_number,patent,patent_doc_type",
    "1,1:10-cv-00389,6992580,Patent",
    "1,1:10-cv-00389,RE38419,",
  ],
  "moonshot.csv": [
    "Patent_or_Publication_ID,Family_ID,USPC_Current_Original,CPC_Inventive,Data_Science,Food_and_Nutrition,FDA_Ingredient,TBD,Patent_Title,Application_Number,Filing_Date,FDA_Drug_Trade_Name,FDA_Approval_Date",
    'US 8012966 B2,38668948,514/249,A61K 31/00|A61P 35/00; A61P 1/00,1,maybe,"ASPIRIN, CODEINE|MORPHINE",x,Treating Cancer,"11/798,000",20070509,GLEEVEC|TARCEVA,20030418|20041118',
    "US 20070270422 A1,1,,,0,0,,,,11798000,20070510,,",
    "US RE38419 E,2,,,0,0,,,,11/798000,20040210,,",
    ...Array.from({ length: 12 }, (_, at) => `US ${5620971 + at} A,27559695,,,0,0,,,,,,,`),
  ],
};

/** Files of the flat sets, by name. */
export const FLAT_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(LINES).map(([name, lines]) => [name, `${lines.join("\n")}\n`]),
);
