"""Closed lists of the case record: codes and how they read on the pages of the team."""

from ...language import Labels

ROLES = Labels(
    {
        "mother": "Mother",
        "father": "Father",
        "step_parent": "Step-parent or parent's partner",
        "grandparent": "Grandparent",
        "aunt_or_uncle": "Aunt or uncle",
        "older_sibling": "Older brother or sister",
        "other_relative": "Other relative",
        "foster_carer": "Foster carer",
        "guardian": "Appointed guardian",
        "authority": "Child protection or guardianship office",
        "other": "Other person",
    }
)
# As whom each of them may be named among those who are in the room. Where two codes are possible, both: the parent
# whose past it is and the other parent are told apart in the room, not in the file.
IN_THE_ROOM = {
    "mother": ("parent", "other_parent"),
    "father": ("parent", "other_parent"),
    "step_parent": ("partner",),
    "grandparent": ("relative", "carer"),
    "aunt_or_uncle": ("relative", "carer"),
    "older_sibling": ("sibling", "carer"),
    "other_relative": ("relative", "carer"),
    "foster_carer": ("carer",),
    "guardian": ("carer", "other"),
    "authority": ("other",),
    "other": ("other",),
}
GROUNDS = Labels(
    {
        "by_birth": "By birth or descent",
        "by_law": "By law (marriage, recognition)",
        "court_order": "Court order",
        "appointed_guardian": "Appointed as guardian",
        "adoption": "Adoption",
        "protection_order": "Child protection order",
        "not_known": "Not yet known",
    }
)
PURPOSES = Labels(
    {
        "assessment": "Needs assessment and plan",
        "sharing": "Sharing with named others",
        "research": "Use for research, without identity",
    }
)
CONSENT_DECISIONS = Labels(
    {
        "given": "Given",
        "declined": "Declined",
        "withdrawn": "Withdrawn",
        "cannot_be_sought": "Cannot be sought",
    }
)
ASSENT_DECISIONS = Labels({"given": "Given", "declined": "Declined", "cannot_be_sought": "Cannot be sought"})
OTHER_FORM = "other_form"
WITHOUT_CONSENT = Labels(
    {
        "safety_screen": "Safety screen",
        "urgent_care": "Urgent care",
        "report": "Report to child protection",
        OTHER_FORM: "Another page that does not wait",
    }
)

BANDS = Labels({"0-2": "0 to 2 years", "3-5": "3 to 5 years", "6-11": "6 to 11 years", "12-17": "12 to 17 years"})

# The groups of the vocabulary, in words that anybody may read over a shoulder.
STORY = Labels(
    {
        "left_behind": "Stayed behind while a parent was away",
        "trafficked_with": "Was with the parent at that time, or in the same situation",
        "born_into": "Was born at that time",
        "born_after": "Was born afterwards, from a pregnancy of that time",
        "other": "Another story, such as born later to a new partner",
    }
)
SEXES = Labels({"girl": "Girl", "boy": "Boy", "another": "Another"})
IDENTIFIED = Labels(
    {
        "identified": "Identified by the authorities",
        "under_way": "Being looked into",
        "by_organisation": "Recognised by an organisation alone",
        "not_identified": "Not identified",
        "declined": "Did not want it",
    }
)
FORMS = Labels(
    {
        "sexual": "Sexual exploitation",
        "labour": "Labour, domestic work included",
        "forced_marriage": "Forced marriage",
        "begging_or_crime": "Begging or petty crime",
        "several": "Several forms",
    }
)
EPISODES = Labels(
    {
        "separated": "Separated from the trafficked parent",
        "present": "With the parent while the parent was exploited",
        "exploited": "Exploited itself",
        "together": "Back together with the parent",
    }
)
CONTACT = Labels({"regular": "Regular", "sporadic": "Now and then", "none": "None"})
REMITTANCE = Labels({"adequate": "Enough to help", "little": "A little", "none": "None"})
TOLD = Labels(
    {
        "sacrifice": "Gone for the child's sake",
        "neutral": "Gone, without a judgement",
        "nothing": "Nothing",
        "abandoned": "Left the child behind",
        "immoral": "Something shaming",
    }
)
CARERS = Labels(
    {
        "other_parent": "Other parent",
        "grandparents": "Grandparents",
        "relatives": "Other relatives",
        "older_sibling": "Older brother or sister",
        "institution": "Institution",
        "alone": "Nobody steady",
    }
)
OTHER_CARERS = Labels(
    {
        "neighbours": "Neighbours or friends",
        "foster": "Foster family",
        "tied_to_exploiter": "People tied to the exploiter",
    }
)
HOUSEHOLD = Labels(
    {
        "mother": "Mother",
        "father": "Father",
        "partner": "Parent's partner",
        "grandparent": "Grandparent",
        "sibling": "Brother or sister",
        "relative": "Other relative",
        "not_related": "Somebody not related",
        "tied_to_exploiter": "Somebody tied to the exploiter",
    }
)
CRITERIA = Labels(
    {
        "disability": "Disability",
        "substance_misuse": "Substance misuse",
        "mental_health": "Mental-health issue",
        "chronic_illness": "Serious or chronic illness",
        "security_problem": "Security problem",
        "no_documents": "No documents or legal status",
        "no_family_support": "No family support",
        "marginalised": "Marginalised or discriminated identity",
        "violence_history": "History of abuse, violence or neglect",
        "dependent_children": "Dependent children or pregnancy",
        "unconsidered": "Seldom reached by services, as men and boys are",
    }
)
# Criteria of which the tables of a cohort know for adults alone.
OF_ADULTS = ("substance_misuse", "dependent_children")
PREJUDICE = Labels({"little": "Little", "some": "Some", "much": "Much"})
MAKING_CONTACT = Labels(
    {
        "visit": "A visit at home is all right",
        "call_first": "Call first, every time",
        "neutral_place": "Only at a neutral place",
        "no_visit": "No visit and no call",
    }
)
SCHEDULES = Labels(
    {
        "weekly": "Weekly in the first year, then monthly, from the fourth year every six months",
        "monthly": "Monthly, from the fourth year every six months",
        "six_monthly": "Every six months",
    }
)
INTERPRETERS = Labels(
    {
        "none": "None needed",
        "vetted": "A vetted interpreter, no relative of the child",
        "none_found": "Needed, none found: today in a few plain words, without an interpreter",
    }
)
