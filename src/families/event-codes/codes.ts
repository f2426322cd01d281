/**
 * The codes of events in an application's history that occur in publicly recorded answers of PEDS and the portal: 417 of
 * about 2,000, some with several texts. A code, a blank, its text, as the office spells it.
 */
export const CODES = String.raw`
2091 Disposal Flag Change
210I 210I
371COMP 371 Completion Date
A... Response after Non-Final Action
A.I. Informal or Non-Responsive Amendment after Examiner Action
A.NA Amendment after Notice of Allowance (Rule 312)
A.NE Response after Final Action
A.NQ Amendment Crossed in Mail
A.PE Preliminary Amendment
A.QU Response after Ex Parte Quayle Action
ABN10 Abandonment after Examiner's Answer or PTAB Decision
ABN2 Aband. for Failure to Respond to O. A.
ABN6 Abandonment for Failure to Pay Issue Fee
ABN7 Abandonment for Failure to Correct Drawings/Oath/NonPub Request
ABN9 Disposal for a RCE / CPA / R129
ABNX Abandonment -- During Preexam Processing
ACPA Continuing Prosecution Application - Continuation (ACPA)
ADDFLFEE Additional Application Filing Fees
AF/D Affidavit(s) (Rule 131 or 132) or Exhibit(s) Received
AFAC After Final Consideration Program Additional Consideration and/or updated search
AFIR After Final Consideration Program Improper Request
AFNE After Final Consideration Program Amendment too Extensive
AISP Suspension Letter- Applicant Initiated
AP.B Appeal Brief Filed
AP.C Request for Pre-Appeal Conference Filed
AP/A Amendment/Argument after Notice of Appeal
APAS Assignment of Appeal Number
APBD Notice  --  Defective Appeal Brief
APBI Defective / Incomplete Appeal Brief Filed
APBR Appeal Brief Review Complete
APCA Pre-Appeal Conference Decision - Rejection Withdrawn
APCP Pre-Appeal Conference Decision - Proceed to PTAB
APCR Pre-Appeal Conference Decision - Reopen Prosecution
APCTH Confirmation of Telephonic Hearing
APDA PTAB Decision - Examiner Affirmed
APDP PTAB Decision - Examiner Affirmed in Part
APDR PTAB Decision - Examiner Reversed
APEA Examiner's Answer to Appeal Brief
APGTH Decision Granting Telephonic Hearing
APHC Hearing Completed
APHT PTAB Oral Hearing Transcript
APNH.VA Notification Of Appeal Hearing -Alexandria, VA
APOH Request for Oral Hearing
APPERMS Applicants have given acceptable permission for participating foreign
APPERMS Applicants have given acceptable permission for participating foreign 
APRB Reply Brief Filed
APRD Order Returning Undocketed Appeal to the Examiner
APWD Appeal Awaiting PTAB Docketing
APWH Waiver of Hearing by Appellant
AP_DK_M Docketing Notice Mailed to Appellant
ARBP Appeal ready for PAC review
ASGMT The identification of one or more legal entities other than the inventor(s), each such legal entity 
BCPA Workflow - Request for CPA - Begin
BD.A Amendment/Argument after PTAB Decision
BIDS Workflow - Informational Disclosure Statement - Begin
BIG. ENTITY STATUS SET TO UNDISCOUNTED (INITIAL DEFAULT SETTING OR STATUS CHANGE)
BIG. Entity Status Set To Undiscounted (Initial Default Setting or Status Change)
BRCE Workflow - Request for RCE - Begin
C.AD Correspondence Address Change
C.ADB Correspondence Address Change
C/N= Corrected Notice of Allowance
C600 Supplemental Papers - Oath or Declaration
C602 Oath or Declaration Filed (Including Supplemental)
C604 Substitute Specification Filed
C614 New or Additional Drawing Filed
CCRDY Application ready for PDX access by participating foreign offices
CDEN Post Issue Communication - Certificate of Correction Denied
CLAIM Claim Preliminary Amendment
CLTI Close TI
CNOA Corrected Notice of Allowability
COCM Certificate of Correction Memo
COFC Application Is Considered for C of C
COMP Application Is Now Complete
CORI Workflow - Incoming Correspondence - Begin
CORM Workflow - Incoming Correspondence - Finish
CORRDRW Applicant has submitted new drawings to correct Corrected Papers problems
CORRSPEC Applicant has submitted a new specification to correct Corrected Papers problems
CPA-AMD RCE Amendment Informal or Non-Responsive
CPAP Corrected Paper
CPTO Claims PTO
CRFA Sequence Moved to Public Database
CRFE CRF Is Good Technically / Entered into Database
CRFL CRF Disk Has Been Received by Preexam / Group / PCT
CRFT Sequence Forwarded to Pubs on Tape
CTAV Advisory Action (PTOL-303)
CTEQ Quayle action
CTFR Final Rejection
CTMS Miscellaneous Action with SSP
CTNF Non-Final Rejection
CTRS Restriction/Election Requirement
CTSF PCT - Chapter 1 P210 / P237 (Full count)
D1220 Dispatch to Publications
D1935 Dispatch to FDC
D5003 Dispatch from PCT Operations -Chapter I
DABN Decision Noting Abandonment
DISQ Terminal Disclaimer Approved in TC
DIST Terminal Disclaimer Filed
DOCK Case Docketed to Examiner in GAU
DRAWING Drawing Preliminary Amendment
DRWF Workflow - Drawings Finished
DRWI Workflow - Drawings Received at Contractor
DRWM Workflow - Drawings Matched with File at Contractor
DRWR Workflow - Drawings Sent to Contractor
DRWS Workflow - Complete WF Records for Drawings
EIDS. Electronic Information Disclosure Statement
ELC. Response to Election / Restriction Filed
ELC_RVW Electronic Review
EML_NTF Email Notification
EML_NTR Email Notification
EOSP to Close the A/R Record and Reset the Status for Expired Suspensions.
EPG/ Recordation of Patent eGrant
EPG_NTF Patent eGrant Notification
EPRQ PGPubs early publication request
EX.A Examiner's Amendment Communication
EX.R Reasons for Allowance
EXAC Interview Summary - Applicant Initiated - Conference
EXAT Interview Summary - Applicant Initiated - Telephonic
EXET Interview Summary - Examiner Initiated - Telephonic
EXIA Interview Summary- Applicant Initiated
EXIE Interview Summary - Examiner Initiated
EXIN Interview Summary Record
EXP. Expire Patent
EXPRO EXPIRED PROVISIONAL
F525 Flagged for 5/25
FAIA Pilot-First Action Interview Office Action (FAI Step 2)
FAOO Pilot-First Action (FA) without FA Interview (FAI Alternate Step 2)
FCPA Workflow - Request for CPA - Finish
FEE. Fee Payment Recorded or other requirement (fees separately or other requirement)
FIDS Workflow - Informational Disclosure Statement - Finish
FLFEE Payment of additional filing fee/Preexam
FLRCPT.C Filing Receipt - Corrected
FLRCPT.O Filing Receipt
FLRCPT.R Filing Receipt - Replacement
FLRCPT.U Filing Receipt - Updated
FRCE Workflow - Request for RCE - Finish
FTFC FITF set to YES - a claim w/ EFD on/after 3/16/2013 was filed
FTFI FITF set to NO - revise initial setting
FTFS FITF set to YES - revise initial setting
FWDX Date Forwarded to Examiner
G025 Preexamination Location Change
G038 Preexamination Location Change
IDSC Information Disclosure Statement considered
IDSPTA PTA statement filed under PTA1.704(d) with IDS
IEXX Initial Exam Team nn
IFEE Issue Fee Payment Received
INCD Notice Mailed--Application Incomplete--Filing Date Assigned
INCD Notice Mailed--Application Incomplete--Filing Date Assigned 
INCOR Interview Request Correction
INCR Notice of Incomplete Reply
INFODSCL Information Disclosure Statements
IRCE Improper Request for Continued Examination
IRFND Request for Refund
L128 Cleared by L&R (LARS)
L130 Receipt of all Acknowledgement Letters
L194 Cleared by OIPE CSR
L196 Referred by L&R for Third-Level Security Review. Agency Referral Letter Generated
L197 Receipt of Acknowledgment Letter
L198 Referred to Level 2 (LARS) by OIPE CSR
LET. Miscellaneous Incoming Letter
LFFOUND File Marked Found
LTDR Incoming Letter Pertaining to the Drawings
M1551 Payment of Maintenance Fee, 4th Year, Large Entity
M1552 Payment of Maintenance Fee, 8th Year, Large Entity
M1553 Payment of Maintenance Fee, 12th Year, Large Entity
M1555 7.5 yr surcharge - late pmt w/in 6 mo, Large Entity
M2551 Payment of Maintenance Fee, 4th Yr, Small Entity
M2552 Payment of Maintenance Fee, 8th Yr, Small Entity
M2553 Payment of Maintenance Fee, 12th Yr, Small Entity
M2556 11.5 yr surcharge- late pmt w/in 6 mo, Small Entity
M2558 Surcharge, Petition to Accept Pymt After Exp, Unintentional.
M327 Miscellaneous Communication to Applicant - No Action Count
M327-B PUB Notice of non-compliant IDS
M327-D PUB Other miscellaneous communication to applicant
M327-G POST ISSUE OTHER COMMUNICATION TO APPLICANT- CERTIFICATE OF CORRECTION
M327-O PUBS Notice Requiring Inventors Oath or Declaration
M844 Information Disclosure Statement (IDS) Filed
M856 Letter Requesting Suspension of Prosecution
M865 Letter Requesting Interview with Examiner
M865E Electronic request for Examiner Interview
M903 Notice of DO/EO Acceptance Mailed
M905 Notice of DO/EO Missing Requirements Mailed
M923 371 Supplemental Fees Missing - Form M923
MABN Abandonment Mailed
MABN10 Mail of Abandonment after Examiner's Answer or PTAB Decision
MABN2 Mail Abandonment for Failure to Respond to Office Action
MABN6 Mail Abandonment for Failure to Pay Issue Fee
MABN7 Mail Abandonment for Failure to Correct Drawings/Oath
MAISP Mail Letter Suspending Prosecution at Applicant''s Request
MAPCA Mail Appeals conf. Rej. withdrawn
MAPCP Mail Appeals conf. Proceed to PTAB
MAPCR Mail Appeals conf. Reopen Prosec.
MAPDA Mail PTAB Decision on Appeal - Affirmed
MAPDP Mail PTAB Decision on Appeal - Affirmed in Part
MAPDR Mail PTAB Decision on Appeal - Reversed
MAPEA Mail Examiner's Answer
MAPGTH Mail Decision Granting Telephonic Hearing
MAPHT Mail PTAB Oral Hearing Transcript
MC/N= Mail Corrected Notice of Allowance
MCNOA Mailing Corrected Notice of Allowability
MCOCM Mail Certificate of Correction Memo
MCPA-AMD Mail Notice of Informal or Non-Responsive RCE Amendment
MCTAV Mail Advisory Action (PTOL - 303)
MCTEQ Mail Ex Parte Quayle Action (PTOL - 326)
MCTFR Mail Final Rejection (PTOL - 326)
MCTMS Mail Miscellaneous Communication to Applicant
MCTNF Mail Non-Final Rejection
MCTRS Mail Restriction Requirement
MEPG_NTF Mail Patent eGrant Notification
MEX.A Mail Examiner's Amendment
MEX.R Mail Reasons for Allowance
MEXAT Mail Interview Summary - Applicant Initiated - Telephonic
MEXET Mail Interview Summary - Examiner Initiated - Telephonic
MEXIA Mail Applicant Initiated Interview Summary
MEXIN Mail Examiner Interview Summary (PTOL - 413)
MFAIA Mail First Action Interview Office Action
MFAOO Mail First Action without Interview
MICR Applicant Has Filed a Verified Statement of Micro Entity Status in Compliance with 37 CFR 1.29
ML196 Agency Referral Letter Mailed
MLIB Record Copy Mailed
MM327 Mail Miscellaneous Communication to Applicant
MM327-B Mail PUB Notice of non-compliant IDS
MM327-D Mail PUB   other miscellaneous communication to applicant
MM327-G Mail Pub Notice re 312 amendment
MM327-O Mail PUBS Notice Requiring Inventors Oath or Declaration
MN/=. Mail Notice of Allowance
MN/DR Mail  Formal Drawings Required
MN271 Mail Response to 312 Amendment (PTO-271)
MN574 Mail Notification of Terminal Disclaimer - Accepted
MN575 Mail Notification of Terminal Disclaimer - Not Accepted
MNFEE Mail Fee Due Notice or other requirement (eg. signature)
MNPRL Mail Non-Compliant Preliminary Amendment
MNRAB Mail Notice of Rescinded Abandonment
MNRES Mail Notice of Restarted Response Period
MOPPT Mail O.P. Petition Decision
MP003 Mail-Record Petition Decision of Granted to Make Special
MP005 Mail-Record Petition Decision of Granted to Accept Delayed Payment of Issue Fee
MP006 Mail-Record Petition Decision of Granted to Withdraw from Issue
MP014 Mail-Record Petition Decision of Granted to Make Entity Status large
MP015 Mail-Record Petition Decision of Granted to Withdraw from Issue - with assigned Patent NO.
MP033 Mail-Petition Decision - Granted
MP034 Mail-Petition Decision - Granted
MP210 Mail International Search Report
MP3DS Mail Third Party IDS communication
MPDDM Mail Pet Dec Routed to ODM (PUBS)
MPDOE Mail Pet Dec Routed to OPAP (OIPE)
MPDPH Mail Pet Dec PPH Decision
MPDRT Mail Pet Dec Routed to Tech Center
MPDTD Mail Pet Dec Track 1 Deny
MPDTG Mail Pet Dec Track 1 Grant
MPEAC Mail Post-examiner ans. com
MPEN Mail Pre-Exam Notice
MPICO Mail Pre-Interview Communication
MPMFG Mail-Petition Decision - Accept Late Payment of Maintenance Fees - Granted
MPREV Mail-Petition to Revive Application - Granted
MPTDE Mail-Petition Decision - Denied
MPTDI Mail-Petition Decision - Dismissed
MPTGR Mail-Petition Decision - Granted
MPTGR-1 Mail-Petition Decision - Granted
MRBNE Mail Reply Brief Noted by Examiner
MRXN Reexamination Formalities Notice Mailed
MTCPTD Mail TC Petition Denied / Dismissed
MTCPTG Mail TC Petition Granted
N/=. Notice of Allowance Data Verification Completed
N/AP Notice of Appeal Filed
N/DR Formal Drawings Required
N066 Notice of Balance of Issue Fee Due (PTO-1031)  - Charged to Deposit Account
N084 Issue Fee Payment Verified
N271 Response to Amendment under Rule 312
N418 Drawings Have Been Misplaced
N419 Misplaced Drawings Have Been Found
N423 Post Issue Communication - Certificate of Correction
N574 Notification of Terminal Disclaimer - Accepted
N575 Notification of Terminal Disclaimer - Not Accepted
NFEE Fee Due Notice or other requirement
NINA Mail Notice of Informal or Non-Responsive Amendment
NPICO Response to PICO-no interview
NPRL Non-Compliant Preliminary Amendment
NPRQ PGPubs nonPub Request
NRAB Notice of Rescinded Abandonment in TCs
NRE. Notice of Reissue Published in Official Gazette
NRES Letter Restarting Period for Response (i.e. Letter re References)
NWREIBHA Receipt of New Application from I.B. (Hague)
OATHDECL A statement by one or more inventors satisfying the requirement under 35 USC 115, Oath of the Applic
ODRWNFD Ommited Drawings.  Applicant has Petitioned that the Filing Date not be changed and the Petition has
OIPE Application Dispatched from OIPE
OMIT Notice of Omitted Items
OPPT O.P. Petition Decision
P003 Record Petition Decision of Granted to Make Special
P005 Record Petition Decision of Granted to Accept Delayed Payment of Issue Fee
P014 Record Petition Decision of Granted to Make Entity Status large
P015 Record Petition Decision of Granted to Withdraw from Issue - with assigned Patent NO.
P033 Petition Decision - Granted
P034 Petition Decision - Granted
P102 Notification Concerning Payment of Fees
P105 Notification of Intntl. Appl. Number and Intntl. Filing Date
P106 Invitation to Correct Defects
P202 Notification of Receipt of Search Copy
P210 International Search Report Ready to be Mailed
P237 ISA Written Opinion
P3DS Third Party IDS communication
P574 PARALEGAL OR ELECTRONIC TERMINAL DISCLAIMER APPROVED
P575 Paralegal TD Not accepted
PA.. Change in Power of Attorney (May Include Associate POA)
PACC Exam. Ans. Review Complete
PCTFR PCT Formality Review
PD.RECVD Priority document has successfully retrieved via PDX/DAS
PDDM Pet Dec Routed to ODM (PUBS)
PDOE Pet Pet Dec Routed to OPAP (OIPE)
PDPH Pet Dec PPH Decision
PDREQUST Request from applicant for the USPTO to retrieve the Priority Document
PDRT Pet Dec Routed to Tech Center
PDTD Pet Dec Track 1 Deny
PDTG Pet Dec Track 1 Grant
PEAC Post-examiner ans. com
PET. Petition Entered
PET1 Petition Entered
PG-ISSUE PG-Pub Issue Notification
PG-PB-DT PG-Pub Notice of new or Revised projected publication date
PG-RQST PG-Pub Request
PG-SUBM PG-Pub Submission
PGM/ Recordation of Patent Grant Mailed
PGPC Sent to Classification Contractor
PGPW Waiting LR clearance
PICO Pre-Interview Communication (FAI Step 1)
PILS Application Is Considered Ready for Issue
PMFG Petition Decision - Accept Late Payment of Maintenance Fees - Granted
PMFP Petition to Accept Late Payment of Maintenance Fee Payment Filed
PREV Petition to Revive Application - Granted
PRIR Paralegal Reissue Review Complete
PRXR Paralegal Reexam Review Complete
PST_CRD Mail Post Card
PTA.RFE Patent Term Adjustment - Ready for Examination
PTAC Patent Issue Date Used in PTA Calculation
PTDE Petition Decision - Denied
PTDI Petition Decision - Dismissed
PTGR Petition Decision - Granted
PTGR-1 Petition Decision - Granted
PUBTC Pubs Case Remand to TC
QPREQ Quick Path IDS Request
R1021 Receipt into Pubs
R155X 1.55/1.78 Indicator set
R48ACLT Letter Accepting Correction of Inventorship Under Rule 1.48
R48RJLT Letter Rejecting Correction of Inventorship Under Rule 1.48
RAFC PILOT- Request for After Final Consideration Program
RBNE Reply Brief Noted by Examiner
RBPAI RESTORED TO BOARD DECISION STATUS
RCAP Reference capture on IDS
RCDT Receipt Date
RCEX Request for Continued Examination (RCE)
RCIB Record Copy For IB
REAS Response to Reasons for Allowance
REM. Maintenance Fee Reminder Mailed
RESC Rescind Nonpublication Request for Pre Grant Publication
RESP Response to Non-Final Rejection
REVCM Review Certificate Mailed
ROIPE Application Return TO OIPE
ROST RO complete, placed in storage
RPEA Resp. to post-examiner ans
RQPR Request for Foreign Priority (Priority Papers May Be Included)
RU47 Rule 47 / 48 Correction of Inventorship Papers Filed
RXAF/DR Reexam \ - Affidavit(s), Declaration(s) and/or Exhibit(s) Filed by Third Party Requester
RXC/SR Certificate of Service
RXIDS. Information Disclosure Statement Filed
RXIDS.R Reexam \ - Information Disclosure Statement Filed by Third Party Requester
RXLITSR Reexam Litigation Search Conducted
RXNREQAU Notice of assignment of reexamination request
RXNREQFD Notice of reexamination request filing date
RXOSUB Receipt of Original Ex Parte Reexam Request
RXOSUB.R Reexamination requested by third party requester
RXPCOM Completion of Preprocessing - Released to Assigned GAU
RXRLF ReExam Litigation Found
RXTTLRPT Title Report
SA.. Supplemental Response
SAPB Supplemental Appeal Brief
SCAN IFW Scan & PACR Auto Security Review
SENT Workflow - File Sent to Contractor
SEQI Incoming Biotech Sequence Request
SEQO Outgoing Biotech Sequence Results
SES Small Entity Statement (37 CFR 1.27)
SETS Set Application Status
SMAL Applicant Has Filed a Verified Statement of Small Entity Status in Compliance with 37 CFR 1.27
SQPR SEQUENCE ERRORS
SREXR141 PTO/SB/69-Authorize EPO Access to Search Results
SUBSPEC Substitute Specification
T1GR Track 1 Request Granted
T1OFF track 1 OFF
T1ON track 1 ON 
TCPB Printer Rush- No mailing
TCPTD TC Petition Denied / Dismissed
TCPTG TC Petition Granted
TCRD Return of Undocketed appeal to the TC
TCWD Appeal ready for PTAB docketing
TF01 TF01
TF07 TF07
TI1050 Transfer Inquiry to GAU
TI1054 Request for Classification Division Decision
TI10XY Request Classification Panel Decision
TK1R Track 1 Request
TRIALCER Review Certificate
TRIALDEN Request for Trial Denied
TRIALFWD Termination or Final Written Decision
TRIALGRT Request for Trial Granted
TRIALPET Petition Requesting Trial
TSSA IFW Amended case processing Complete
TSSCOMP IFW TSS Processing by Tech Center Complete
U410 UnMatched Papers in Pubs
VFEE Reverse Issue Fee
W/AC Withdrawing/Vacating Office Action Letter
W/OA Pre-Exam Office Action Withdrawn
W525 Withdraw Flagged for 5/25
WABN Withdraw Publication/Pre-Exam Abandon
WAMD Workflow incoming amendment IFW
WFIS Withdrawal Patent Case from Issue
WIDS Information Disclosure Statement (IDS) Filed
WPABN Withdraw Pre-Exam Abandon
WPET Workflow incoming petition IFW
WPIR Issue Notification Mailed
WROIPE Application Return from OIPE
X/DR Correction - Drawing NOT Required
XT/G Request for Extension of Time - Granted
`;
