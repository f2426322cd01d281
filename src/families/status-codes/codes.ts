/**
 * The status codes of applications that are publicly known: the Developer Hub's dataset as of 2018-02-26,
 * and 3, 11, 21, 101, 102, 170, 421 and 652 from answers of the portal and its clients. A code, a blank, its text, as
 * the office spells it.
 */
export const CODES = `
1 Missassigned Application Number
3 Proceedings Terminated
11 Hague Application under International Review
12 Pre-Exam Transmittal Review Complete (Hague)
16 Waiting for LR clearance
17 Sent to Classification contractor
18 Application Returned back to Preexam
19 Application Undergoing Preexam Processing
20 Application Dispatched from Preexam, Not Yet Docketed
21 Lost Image Document Mailed
25 TSS review complete
27 UNDOCKETED TRACK 1
28 Rocket Docket PREX
29 Queue Mass Docket
30 Docketed New Case - Ready for Examination
31 AWAITING RESPONSE FOR INFORMALITY, FEE DEFICIENCY OR CRF ACTION
32 Not in Use
33 Not in Use
37 Special New
38 Rocket Docket
39 Special New (Pilot)
40 Non Final Action Counted, Not Yet Mailed
41 Non Final Action Mailed
50 Ex parte Quayle Action Counted, Not Yet Mailed
51 Ex parte Quayle Action Mailed
60 Final Rejection Counted, Not Yet Mailed
61 Final Rejection Mailed
65 D10 Rescinded, Application Forwarded to Examiner
66 Withdrawn Abandonment, awaiting examiner action
71 Response to Non-Final Office Action Entered and Forwarded to Examiner
77 Response to Ex parte Quayle Action Entered and Forwarded to Examiner
80 Response after Final Action Forwarded to Examiner
82 Advisory Action Counted, Not Yet Mailed
83 Advisory Action Mailed
89 Allowance Counted
90 Allowed -- Notice of Allowance Not Yet Mailed
91 Withdraw from issue awaiting action
92 Allowed -- Notice of Allowance Mailed -- Issue Revision Completed
93 Notice of Allowance Mailed -- Application Received in Office of Publications
94 Publications -- Issue Fee Payment Received
95 Publications -- Issue Fee Payment Verified
97 Defensive Publication / SIR Awaiting Publication
98 Awaiting TC Resp., Issue Fee Not Paid
99 Awaiting TC Resp, Issue Fee Payment Received
100 Awaiting TC Resp, Issue Fee Payment Verified
101 Status 1
102 Status 2
116 Appeal Ready for Review
118 Appeal order return from TC
119 TC Return of Appeal
120 Notice of Appeal Filed
121 Appeal Brief (or Supplemental Brief) Entered and Forwarded to Examiner
122 Examiner's Answer to Appeal Brief Counted
123 Examiner's Answer to Appeal Brief Mailed
124 On Appeal -- Awaiting Decision by the Board of Appeals
125 Remand to Examiner from Board of Appeals
126 On Remand to Examiner -- Examiner's Response Counted
127 Amendment after notice of appeal
128 Reply Brief (or Supplemental Reply Brief) Forwarded to Examiner
129 Examiner's Answer to Reply Brief Counted
130 Examiner's Answer to Reply Brief or Response to Remand Mailed
131 Reply Brief (or Supplemental Reply Brief) Filed - Not Entered
132 Appeal Awaiting BPAI Docketing
133 Reply Brief filed and forwarded to BPAI
135 Board of Appeals Decision Rendered
136 Amendment / Argument after Board of Appeals Decision
137 Board of Appeals Decision -- Remand to Examiner under 37 CFR 41.50(b) or (d)
139 Appeal Dismissed / Withdrawn
140 Prosecution Suspended
143 Request Reconsideration after Board of Appeals Decision
144 Board of Appeals Decision Rendered after Request for Reconsideration
145 Defensive Publication or SIR File
148 Application Sealed by L&R
149 BPAI RETURN BEFORE APPEAL
150 Patented Case
151 Patented File - (Old Case Added for File Tracking Purposes)
152 Patented File - Lapsed
153 Patent Reinstated Following Decision on Maintenance Fee Petition Under 37 CFR 1.377 - 1.378
157 Utility Application Converted to Provisional Application
158 Utility Application Converted into a Provisional Application
159 Provisional Application Expired
160 Abandoned  --  Incomplete Application (Pre-examination)
161 Abandoned  --  Failure to Respond to an Office Action
162 Expressly Abandoned  --  During Publication Process
163 Abandoned  --  After Examiner's Answer or Board of Appeals Decision
164 Abandoned  --  Failure to Pay Issue Fee
165 ABANDONED - RESTORED
166 Abandoned  --  File-Wrapper-Continuation Parent Application
167 Abandonment for Failure to Correct Drawings/Oath/NonPub Request
168 Expressly Abandoned  --  During Examination
169 Abandoned  --  Incomplete (Filing Date Under Rule 53 (b) - PreExam)
170 Renounced-International design application designating the U.S. renounced under the Hague Agreement
172 Interference -- Initial Memorandum
174 Interference -- Declared by Board of Interferences
180 Interference -- Decision on Priority Rendered by Board of Interferences
181 Interference-Dispatch to Examiner
182 Interference -- Dissolved by BPAI before Decision on Priority
195 Application Involved in Court Proceedings
197 Court Proceedings Terminated
200 Patent Application Number Inactivated
201 Pre-PALM Application Added to Data Base
218 RO PROCESSING COMPLETED-PLACED IN STORAGE
221 International Application Withdrawn
250 Patent Expired Due to NonPayment of Maintenance Fees Under 37 CFR 1.362
251 PCT - Receipt of IPE Demand
252 PCT - Waiting for EPO Search Report
254 PCT - Formal Demand Recorded
256 PCT - Chapter 2 Application Docketed to Examiner
258 PCT - Unity of Invention Action
259 PCT - Response to Unity of Invention Action
260 PCT - Application Ready for IPE Opinion
264 PCT - IPE Opinion (408)
265 PCT - IPE Opinion (408) Mailed
266 PCT - Ready for IPER or second IPE opinion
271 PCT - IPE Report (409) Count
275 PCT - IPER (International Preliminary Examination Report) 409-416 Mailed
280 Demand Withdrawn
310 Pre-Interview Communication Counted, Not Mailed
311 Pre-Interview Communication Mailed
404 Reexam Request Incomplete
406 Receipt of Orig or Corrected Ex Parte Reexam Request
407 Reexam -- Commissioner Initiated Order in Preprocessing
408 Incomplete Ex Parte Reexam (Filing Date Vacated)
410 Reexam Preprocessing Completed -- Released to Assigned GAU
412 Reexam Assigned to Examiner for Determination
414 Determination - Reexamination Ordered
416 Request for Reexamination Denied
418 Petition Received RE: Denial of Reexamination Request
420 Reexam Terminated -- Request Denied in Group
421 REEXAM TERMINATED - Decision
422 Reexam Terminated -- Previous Order Vacated
423 Non-Final Action Mailed
424 Response after Non-Final Action Entered (or Ready for Examiner Action)
425 Final Action Mailed
426 Response after Final Action Received
427 Withdrawal / Dismissal of Appeal
428 Advisory Action Mailed
429 Reexamination Suspended
430 Reexam -- Timely Owner's Statement Received in Response to Order
432 Notice of Appeal Filed
433 Appeal Brief Filed (or Remand from Board) - Awaiting Examiner Action
434 Defective Appeal Brief
435 Examiner's Answer Mailed
436 Reexam -- Request Ready for Ex Parte Action
437 Reply Brief Filed
438 Advisory of Reply Brief Status Mailed
439 Reexamination forwarded to Board for Decision on Appeal
440 Decision on Appeal Rendered by Board
441 Request for Reconsideration after BPAI Decision
443 BPAI decision on rehearing - Decision is new decision
444 BPAI decision on rehearing - Decision is final and appealable
445 CAFC Decision Remanded to PTAB
450 Reexam Terminated -- Notice of Intent to Issue a Reexamination Certificate Mailed
451 Reexam returned to TC for correction/completion
452 Reexam Terminated -- In Publications for Issue of a Certificate
454 Reexamination Certificate Issued
499 AFTER APPEAL DECISION
551 PCT - Dispatch to TC Chapter I case
552 PCT - Docketed Chapter 1 Case
554 PCT - ISA Form for Miscellaneous Action Entered
555 PCT - ISA Form Mailed
556 PCT - Response to PCT ISA Form Entered
558 Search report counted
559 PCT - Search Report being Prepared by EPO
560 PCT Search report ready for mailing
566 PCT - International Search Report Mailed to IB
568 PCT - ISA Form 203 Submitted to PCT ISA
569 PCT - ISA Form 203 Mailed, Non-Establishment of Search Report
604 Incomplete/Noncompliant SE Request
606 Supplemental Examination Request Filed
610 Filing Date Assigned SE ready for Docketing
612 Docketed New SE -- Ready For Examination
614 Reexam Ordered Based on Supplemental Examination
650 SE ready for Pubs Processing -- Certificate in IFW
652 Supplemental Examination Forwarded to Pubs (NO SNQ)
660 Ready for Reexam -- Certificate in IFW
670 Intent to Issue Certificate based on Supplemental Exam
680 Reexamination SE Certificate
804 Notice of incomplete reexam request received but no filing date accorded
806 Receipt of Orig or Corrected Inter Partes Reexam Request
808 Notification of incomplete inter partes reexam request (filing date accorded)
809 Preprocessing Terminated--Inter Partes Reexam
810 Completion of pre-processing - released to TC
812 Case docketed to examiner
814 Reexamination ordered
816 Request for reexamination denied
818 Petition received re: Denial of a request for reexamination
820 Decision on Petition Denied, Reexam Request Denied, Terminated
822 Decision vacating reexam
823 Non-final action mailed
824 Informal response / amendment after non-final action
825 Response after non-final action - owner - timely
826 Comments after non-final action - requester- timely
827 Ready for examiner action after response/comments after nonfinal
830 Action closing prosecution (non-final)
833 Comments after action closing prosecution - owner - timely
834 Comments after action closing prosecution - requester - timely
837 Ready for examiner action after owner/requester comments periods after ACP
840 Right of appeal notice (final)
841 Notice of Appeal - owner
842 Notice of Appeal - requester
843 Notice of Cross Appeal - owner
844 Notice of Cross Appeal - requester
845 Appeal brief - owner
846 Appeal brief - requester
847 Respondent brief - owner
848 Respondent brief - requester
849 Defective brief filed
850 Notice of Intent to Issue Reexam Certificate
852 Terminated; released to Publications for issuance of Reexam Certificate
854 Reexamination Certificate issued
857 Ready for examiner action after owner/requester N/AP and appropriate briefs
859 Withdrawal of appeal
860 Examiner's answer
861 Rebuttal brief - owner
862 Rebuttal brief - requester
864 Ready for examiner action after owner/requester rebuttal briefs
865 Supplemental examiner's answer to appeal brief
870 Appealed case awaiting BPAI decision
871 Oral hearing request - requester
872 Oral hearing request - owner
873 BPAI decision: New ground of rejection (R. 1.977(b))
874 BPAI decision: Remand to examiner (R. 1.977(d))
877 Patent owner response after BPAI decision with new ground of rejection (R. 1.977(b))
878 Requester comments on owner response after BPAI decsn. with new ground of rej. (R. 1.977(c))
879 Ready for examiner action after BPAI decision
880 Examiner's determination on resp/comments aft BPAI decsn w new ground of rej (R. 1.977(d))
881 Owner comments on exmnr's determination aft BPAI decsn w new ground of rej (R. 1.977(e))
882 Requester comments on exmnr's determination aft BPAI decsn w new ground of rej (R. 1.977(e))
883 Owner reply to req comments on exmnr's determ aft BPAI decsn w new ground of rej (R. 1.977(e))
884 Requester reply to owner reply on exmnr's determ aft BPAI decsn w new ground of rej (R. 1.977(e))
885 New BPAI decision after BPAI decision with new ground of rej (R. 1.977(f))
886 New BPAI decsn aft BPAI decsn w new ground of rej (R. 1.977(f)): new ground of rej
887 Patent owner request for rehearing after BPAI decision (R. 1.979(a)) - timely
888 Requester request for rehearing after BPAI decision (R. 1.979(a)) - timely
889 Patent Owner Comments on Request for Rehearing after Board Decision (R.41.79(c)) - timely
890 Requester Comments on Request for Rehearing after Board Decision (R.41.79(c)) - timely
891 BPAI decision on rehearing (R. 1.979(c)) - Decision is new decision
892 BPAI decision on rehearing - Decision is final and appealable
899 AFTER APPEAL DECISION
`;
