/** The three headers, in the order of the release. */
export const officeActionColumns = [
  "app_id",
  "ifw_number",
  "document_cd",
  "mail_dt",
  "art_unit",
  "uspc_class",
  "uspc_subclass",
  "header_missing",
  "fp_missing",
  "rejection_fp_mismatch",
  "closing_missing",
  "rejection_101",
  "rejection_102",
  "rejection_103",
  "rejection_112",
  "rejection_dp",
  "objection",
  "allowed_claims",
  "cite102_gt1",
  "cite103_gt3",
  "cite103_eq1",
  "cite103_max",
  "signature_type",
] as const;

export const rejectionColumns = [
  "app_id",
  "ifw_number",
  "action_type",
  "action_subtype",
  "claim_numbers",
  "alice_in",
  "bilski_in",
  "mayo_in",
  "myriad_in",
] as const;

export const citationColumns = [
  "app_id",
  "citation_pat_pgpub_id",
  "parsed",
  "ifw_number",
  "action_type",
  "action_subtype",
  "form892",
  "form1449",
  "citation_in_oa",
] as const;

/** The 0/1 columns of an action, by the bit that holds each. */
export const flagColumns = officeActionColumns.slice(7, 21);

export const actionTypes = [
  "",
  "101",
  "102",
  "103",
  "112",
  "nonstatutory double patenting",
  "objected",
  "cancelled",
  "allowed",
  "withdrawn",
  "canceled",
  "allowable",
  "interpreted",
  "cancellation",
  "withdrew",
] as const;

export const actionSubtypes = ["", "a", "b", "d", "f"] as const;
