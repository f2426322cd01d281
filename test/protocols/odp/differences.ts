/** Where our answers knowingly differ from recorded ones of the portal's searches, and why. */
export const DIFFERENCES = {
  /**
   * Answers whose records stand in another order. The portal says no order for ties, and petitions have none at all;
   * ours is declared, so that pages fit together: the collection's date, then the table's order.
   */
  order: new Set<string>([
    "PtabTrials_test_get_documents_by_trial.json",
    "PtabTrials_test_search_decisions.json",
    "PtabTrials_test_search_documents.json",
    "PtabTrials_test_search_proceedings.json",
    "PtabTrials_test_search_proceedings_with_facets.json",
    "odp_petition/search_petitions.json",
    "odp_petition/raw_search_petitions.json",
    "odp_ptab/search_trial_proceedings.json",
    "odp_ptab/raw_search_trial_proceedings.json",
    "odp_ptab/search_trial_decisions.json",
    "odp_ptab/raw_search_trial_decisions.json",
    "odp_ptab/search_trial_documents.json",
    "odp_ptab/raw_search_trial_documents.json",
    "odp_ptab/raw_get_trial_documents.json",
  ]),
  /** Recorded errors that are told otherwise. */
  errors: new Map([
    [
      "GET /api/v1/patent/applications/PCT/US07/19317",
      {
        status: 404,
        why: "The gateway of 2024 answered every path it did not know with 403; ours says 404 and the nearest paths.",
      },
    ],
  ]),
  /** Members that errors have beside the recorded ones of 2024. */
  addedToErrors: new Map([
    ["error", "The office's documents of 2026 have it."],
    ["errorDetails", "The office's documents of 2026 have it."],
  ]),
};
