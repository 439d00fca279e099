CREATE TABLE migrations (
	name VARCHAR(80) NOT NULL, 
	applied_at DATETIME NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE families (
	id VARCHAR(32) NOT NULL, 
	code VARCHAR(16) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_families PRIMARY KEY (id), 
	CONSTRAINT uq_families_code UNIQUE (code)
);
CREATE TABLE settings (
	name VARCHAR(80) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY (name)
);
CREATE TABLE audit (
	number INTEGER NOT NULL, 
	event VARCHAR(80) NOT NULL, 
	subject VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (number)
);
CREATE TABLE persons (
	id VARCHAR(32) NOT NULL, 
	family_id VARCHAR(32) NOT NULL, 
	role VARCHAR(80) NOT NULL, 
	label TEXT NOT NULL, 
	of_concern BOOLEAN NOT NULL, 
	CONSTRAINT pk_persons PRIMARY KEY (id), 
	CONSTRAINT fk_persons_family_id FOREIGN KEY(family_id) REFERENCES families (id)
);
CREATE INDEX ix_persons_family_id ON persons (family_id);
CREATE TABLE children (
	id VARCHAR(32) NOT NULL, 
	family_id VARCHAR(32) NOT NULL, 
	code VARCHAR(16) NOT NULL, 
	born VARCHAR(7), 
	age_band VARCHAR(80), 
	age_band_on DATE, 
	"group" VARCHAR(80), 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_children PRIMARY KEY (id), 
	CONSTRAINT fk_children_family_id FOREIGN KEY(family_id) REFERENCES families (id), 
	CONSTRAINT uq_children_code UNIQUE (code)
);
CREATE INDEX ix_children_family_id ON children (family_id);
CREATE TABLE responsibilities (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	ground VARCHAR(80) NOT NULL, 
	since DATE, 
	until DATE, 
	CONSTRAINT pk_responsibilities PRIMARY KEY (id), 
	CONSTRAINT fk_responsibilities_child_id FOREIGN KEY(child_id) REFERENCES children (id), 
	CONSTRAINT fk_responsibilities_person_id FOREIGN KEY(person_id) REFERENCES persons (id)
);
CREATE INDEX ix_responsibilities_person_id ON responsibilities (person_id);
CREATE INDEX ix_responsibilities_child_id ON responsibilities (child_id);
CREATE TABLE consents (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	purpose VARCHAR(80) NOT NULL, 
	decision VARCHAR(80) NOT NULL, 
	person_id VARCHAR(32), 
	"on" DATE NOT NULL, 
	limits_explained BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_consents PRIMARY KEY (id), 
	CONSTRAINT fk_consents_child_id FOREIGN KEY(child_id) REFERENCES children (id), 
	CONSTRAINT fk_consents_person_id FOREIGN KEY(person_id) REFERENCES persons (id)
);
CREATE INDEX ix_consents_child_id ON consents (child_id);
CREATE INDEX ix_consents_person_id ON consents (person_id);
CREATE TABLE assents (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	purpose VARCHAR(80) NOT NULL, 
	decision VARCHAR(80) NOT NULL, 
	"on" DATE NOT NULL, 
	limits_explained BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	CONSTRAINT pk_assents PRIMARY KEY (id), 
	CONSTRAINT fk_assents_child_id FOREIGN KEY(child_id) REFERENCES children (id)
);
CREATE INDEX ix_assents_child_id ON assents (child_id);
CREATE TABLE without_consent (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	what VARCHAR(80) NOT NULL, 
	reason TEXT NOT NULL, 
	decided_by TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_without_consent PRIMARY KEY (id), 
	CONSTRAINT fk_without_consent_child_id FOREIGN KEY(child_id) REFERENCES children (id)
);
CREATE INDEX ix_without_consent_child_id ON without_consent (child_id);
CREATE TABLE sittings (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	"on" DATE NOT NULL, 
	present JSON, 
	interpreter VARCHAR(80) NOT NULL, 
	interpreter_code TEXT NOT NULL, 
	language TEXT NOT NULL, 
	communication TEXT NOT NULL, 
	started_at DATETIME NOT NULL, 
	CONSTRAINT pk_sittings PRIMARY KEY (id), 
	CONSTRAINT fk_sittings_child_id FOREIGN KEY(child_id) REFERENCES children (id)
);
CREATE INDEX ix_sittings_child_id ON sittings (child_id);
CREATE TABLE assessments (
	id VARCHAR(32) NOT NULL, 
	child_id VARCHAR(32) NOT NULL, 
	sitting_id VARCHAR(32) NOT NULL, 
	instrument VARCHAR(80) NOT NULL, 
	version VARCHAR(80) NOT NULL, 
	"group" VARCHAR(80), 
	age FLOAT, 
	age_high FLOAT, 
	stage VARCHAR(80), 
	revision INTEGER NOT NULL, 
	holder VARCHAR(80), 
	section VARCHAR(80), 
	item VARCHAR(80), 
	pauses JSON, 
	stopped_at DATETIME, 
	"left" TEXT NOT NULL, 
	rebook DATE, 
	saved_at DATETIME, 
	CONSTRAINT pk_assessments PRIMARY KEY (id), 
	CONSTRAINT ck_assessments_revision CHECK (revision >= 0), 
	CONSTRAINT fk_assessments_child_id FOREIGN KEY(child_id) REFERENCES children (id), 
	CONSTRAINT fk_assessments_sitting_id FOREIGN KEY(sitting_id) REFERENCES sittings (id)
);
CREATE INDEX ix_assessments_child_id ON assessments (child_id);
CREATE INDEX ix_assessments_sitting_id ON assessments (sitting_id);
CREATE TABLE answers (
	assessment_id VARCHAR(32) NOT NULL, 
	item VARCHAR(80) NOT NULL, 
	position INTEGER NOT NULL, 
	value JSON, 
	non_answer VARCHAR(80), 
	source VARCHAR(80), 
	at DATETIME, 
	CONSTRAINT pk_answers PRIMARY KEY (assessment_id, item), 
	CONSTRAINT fk_answers_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
CREATE TABLE statements (
	assessment_id VARCHAR(32) NOT NULL, 
	id VARCHAR(80) NOT NULL, 
	position INTEGER NOT NULL, 
	item VARCHAR(80) NOT NULL, 
	informant VARCHAR(80) NOT NULL, 
	words TEXT NOT NULL, 
	value JSON, 
	at DATETIME, 
	CONSTRAINT pk_statements PRIMARY KEY (assessment_id, id), 
	CONSTRAINT fk_statements_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
CREATE TABLE notes (
	assessment_id VARCHAR(32) NOT NULL, 
	item VARCHAR(80) NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	opened_at DATETIME NOT NULL, 
	words TEXT NOT NULL, 
	ask_again DATE, 
	answer_changed BOOLEAN NOT NULL, 
	closed_at DATETIME, 
	action TEXT NOT NULL, 
	acted_at TEXT NOT NULL, 
	agency TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	why_not TEXT NOT NULL, 
	CONSTRAINT pk_notes PRIMARY KEY (assessment_id, item), 
	CONSTRAINT ck_notes_kind CHECK (kind IN ('critical', 'open')), 
	CONSTRAINT fk_notes_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
CREATE TABLE journal (
	assessment_id VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	change_id VARCHAR(80) NOT NULL, 
	change TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	east INTEGER, 
	previous VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_journal PRIMARY KEY (assessment_id, revision), 
	CONSTRAINT uq_journal_assessment_id UNIQUE (assessment_id, change_id), 
	CONSTRAINT fk_journal_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
CREATE TABLE commits (
	number INTEGER NOT NULL, 
	audit VARCHAR(64) NOT NULL, 
	journal VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES ('0001 first tables', '2026-11-30 22:43:08.932239');
INSERT INTO "migrations" VALUES ('0002 count of commits', '2026-11-30 22:43:08.935613');
INSERT INTO "migrations" VALUES ('0003 ages and days', '2026-11-30 22:43:08.943815');
INSERT INTO "families" VALUES ('165e873d6e1090ff1e8aa5c125cf358f', 'F-355', '2026-05-31 09:00:08.000000');
INSERT INTO "settings" VALUES ('practitioner', 'AB');
INSERT INTO "settings" VALUES ('pin', '$argon2id$v=19$m=8,t=1,p=1$uwLeoCkOcc2Nu5IGuHqoSw$dzj9NkUYDyLtLQZpyPu7/cEpUqkK93NbGfG0EckSc/E');
INSERT INTO "settings" VALUES ('organisation', 'House of the lake');
INSERT INTO "settings" VALUES ('contact.police', '112');
INSERT INTO "audit" VALUES (1, 'setting changed', 'practitioner', '2026-05-31 09:00:01.000000', 'audit', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f');
INSERT INTO "audit" VALUES (2, 'PIN set', '', '2026-05-31 09:00:02.000000', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863');
INSERT INTO "audit" VALUES (3, 'store made', '', '2026-05-31 09:00:03.000000', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9');
INSERT INTO "audit" VALUES (4, 'store opened', '', '2026-05-31 09:00:04.000000', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519');
INSERT INTO "audit" VALUES (5, 'count of changes begun', '', '2026-05-31 09:00:05.000000', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519', '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b');
INSERT INTO "audit" VALUES (6, 'setting changed', 'organisation', '2026-05-31 09:00:06.000000', '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b', 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44');
INSERT INTO "audit" VALUES (7, 'setting changed', 'contact.police', '2026-05-31 09:00:07.000000', 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44', '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e');
INSERT INTO "audit" VALUES (8, 'family added', '165e873d6e1090ff1e8aa5c125cf358f', '2026-05-31 09:00:09.000000', '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e', '8336b02d316e7355ad3d33f87ee1ff1b3458def6523c55463ee285934eabe1f9');
INSERT INTO "audit" VALUES (9, 'person added', '47925186c623ec452e8e7cb5f9864421', '2026-05-31 09:00:10.000000', '8336b02d316e7355ad3d33f87ee1ff1b3458def6523c55463ee285934eabe1f9', '67dab32d0c987c9a861da46c6674bc7b22fc8f63197f9922c6c14e638886ce91');
INSERT INTO "audit" VALUES (10, 'person added', 'e016cbdb08bac834b556f2d48d134af1', '2026-05-31 09:00:11.000000', '67dab32d0c987c9a861da46c6674bc7b22fc8f63197f9922c6c14e638886ce91', '80c8a87f1487596a137759b2c5c3f669efff563176b4c77c46c99922bfff643d');
INSERT INTO "audit" VALUES (11, 'person added', 'f15021256a7ba543e660bea012c95c62', '2026-05-31 09:00:12.000000', '80c8a87f1487596a137759b2c5c3f669efff563176b4c77c46c99922bfff643d', '1e11b4931f24c58ec88ea74f53ce0c6df04f23ebdb38e8875fa0f2af86d7399d');
INSERT INTO "audit" VALUES (12, 'person added', 'e70c5aacfd701822e32c7623222f846c', '2026-05-31 09:00:13.000000', '1e11b4931f24c58ec88ea74f53ce0c6df04f23ebdb38e8875fa0f2af86d7399d', '791cc7e646fc654022115e2e5b719c1aed076b909706def17f91b34ed771f31f');
INSERT INTO "audit" VALUES (13, 'child added', '375420876abc62c3f68dfeb94b81be32', '2026-05-31 09:00:16.000000', '791cc7e646fc654022115e2e5b719c1aed076b909706def17f91b34ed771f31f', 'aedcfa41b467b40e2832fe6d2da025ee835153bb2b1ecb318a7e770e5a194b6a');
INSERT INTO "audit" VALUES (14, 'child added', '128373afb71aba3448e44decde89314d', '2026-05-31 09:00:18.000000', 'aedcfa41b467b40e2832fe6d2da025ee835153bb2b1ecb318a7e770e5a194b6a', '95dac4e03990a44fab173d5f9b9f9a0f28101378c57dbdecb7a16757fb4ea64a');
INSERT INTO "audit" VALUES (15, 'child described', '375420876abc62c3f68dfeb94b81be32', '2026-05-31 09:00:20.000000', '95dac4e03990a44fab173d5f9b9f9a0f28101378c57dbdecb7a16757fb4ea64a', 'dc1accc75b8836c834e5d971c1e2832615acce65f7769ee54f69b6281bae11ea');
INSERT INTO "audit" VALUES (16, 'responsibility added', '375420876abc62c3f68dfeb94b81be32', '2026-05-31 09:00:21.000000', 'dc1accc75b8836c834e5d971c1e2832615acce65f7769ee54f69b6281bae11ea', '404803b217c025c5051a58553b374ad19b1afa133f4f2872ffb1fcc8ba40a287');
INSERT INTO "audit" VALUES (17, 'went on without consent', '375420876abc62c3f68dfeb94b81be32', '2026-05-31 09:00:22.000000', '404803b217c025c5051a58553b374ad19b1afa133f4f2872ffb1fcc8ba40a287', 'b6b1d4d5d6115f5b86e050d58a9f203d9341f95f250e64fb20c1476b10900c03');
INSERT INTO "audit" VALUES (18, 'sitting begun', '7d088e88010691c4fcc6c5767bb0318e', '2026-05-31 09:00:22.000000', 'b6b1d4d5d6115f5b86e050d58a9f203d9341f95f250e64fb20c1476b10900c03', 'e662a6c3db30e0e4c5936d05e9a7354b3c9152d1e86bf9fb402575a8de9d60c8');
INSERT INTO "audit" VALUES (19, 'consent recorded', '375420876abc62c3f68dfeb94b81be32', '2026-05-31 09:00:24.000000', 'e662a6c3db30e0e4c5936d05e9a7354b3c9152d1e86bf9fb402575a8de9d60c8', 'c0cc41c691de1ecc24bd03212460a65cd1d991f3c545a9942b11719d864f616b');
INSERT INTO "audit" VALUES (20, 'assent recorded', '375420876abc62c3f68dfeb94b81be32', '2026-05-31 09:00:26.000000', 'c0cc41c691de1ecc24bd03212460a65cd1d991f3c545a9942b11719d864f616b', '1f90ed8a80b6c9445f067b1f0aee24010d966bd6ea3642e7a78de41ce68e8103');
INSERT INTO "audit" VALUES (21, 'sitting begun', '99f11453a87a5031d74c59bdc988aca1', '2026-05-31 09:00:27.000000', '1f90ed8a80b6c9445f067b1f0aee24010d966bd6ea3642e7a78de41ce68e8103', '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e');
INSERT INTO "persons" VALUES ('47925186c623ec452e8e7cb5f9864421', '165e873d6e1090ff1e8aa5c125cf358f', 'mother', '', 0);
INSERT INTO "persons" VALUES ('e016cbdb08bac834b556f2d48d134af1', '165e873d6e1090ff1e8aa5c125cf358f', 'mother', '', 0);
INSERT INTO "persons" VALUES ('f15021256a7ba543e660bea012c95c62', '165e873d6e1090ff1e8aa5c125cf358f', 'grandparent', '', 0);
INSERT INTO "persons" VALUES ('e70c5aacfd701822e32c7623222f846c', '165e873d6e1090ff1e8aa5c125cf358f', 'father', '', 1);
INSERT INTO "children" VALUES ('375420876abc62c3f68dfeb94b81be32', '165e873d6e1090ff1e8aa5c125cf358f', 'D-376', NULL, '6-11', '2026-05-31', 'left_behind', '2026-05-31 09:00:15.000000');
INSERT INTO "children" VALUES ('128373afb71aba3448e44decde89314d', '165e873d6e1090ff1e8aa5c125cf358f', 'K-639', '2014-02', NULL, NULL, NULL, '2026-05-31 09:00:17.000000');
INSERT INTO "responsibilities" VALUES ('bc43c51e661c7dd7412fa910d5a49d4b', '375420876abc62c3f68dfeb94b81be32', '47925186c623ec452e8e7cb5f9864421', 'by_birth', '2017-04-01', NULL);
INSERT INTO "consents" VALUES ('83c1337b64ec32446463ee8b25257edf', '375420876abc62c3f68dfeb94b81be32', 'assessment', 'given', '47925186c623ec452e8e7cb5f9864421', '2026-05-31', 1, '', '2026-05-31 09:00:23.000000');
INSERT INTO "assents" VALUES ('058acd259e0c730c457ad695eea7573b', '375420876abc62c3f68dfeb94b81be32', 'assessment', 'given', '2026-05-31', 1, '', '2026-05-31 09:00:25.000000');
INSERT INTO "without_consent" VALUES ('39a00e50b47df4414c215355714eff4c', '375420876abc62c3f68dfeb94b81be32', 'safety_screen', 'Nobody could be asked.', 'AB', '2026-05-31 09:00:22.000000');
INSERT INTO "sittings" VALUES ('2c79b832c813bfe37f2d3ada38910718', '375420876abc62c3f68dfeb94b81be32', '2026-05-31', '["child", "carer"]', 'none', '', 'Dari', 'pictures', '2026-05-31 09:00:22.000000');
INSERT INTO "sittings" VALUES ('cc54eb8ac3f410978b17c92a78eb649a', '375420876abc62c3f68dfeb94b81be32', '2026-05-31', '["child"]', 'vetted', 'XY', '', '', '2026-05-31 09:00:27.000000');
INSERT INTO "assessments" VALUES ('7d088e88010691c4fcc6c5767bb0318e', '375420876abc62c3f68dfeb94b81be32', '2c79b832c813bfe37f2d3ada38910718', 'safety_screen', '1.0', 'left_behind', 6.0, 11.0, 'crisis', 10, NULL, 'before', NULL, '[{"began_at": "2026-05-31T09:00:35Z", "ended_at": "2026-05-31T09:00:36Z"}]', '2026-05-31 09:00:37.000000', 'Left calm.', '2026-06-14', '2026-05-31 09:00:37.000000');
INSERT INTO "assessments" VALUES ('99f11453a87a5031d74c59bdc988aca1', '375420876abc62c3f68dfeb94b81be32', 'cc54eb8ac3f410978b17c92a78eb649a', 'safety_screen', '1.0', 'left_behind', 6.0, 11.0, NULL, 1, NULL, 'before', NULL, '[]', NULL, '', NULL, '2026-05-31 09:00:38.000000');
INSERT INTO "answers" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 'who_is_here', 1, '["child", "carer"]', NULL, NULL, '2026-05-31 09:00:28.000000');
INSERT INTO "answers" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 'go_on', 2, '"ask"', NULL, NULL, '2026-05-31 09:00:29.000000');
INSERT INTO "answers" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 'danger_now', 3, '"yes"', NULL, 'carer', '2026-05-31 09:00:30.000000');
INSERT INTO "answers" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 'feels_safe', 4, NULL, 'unknown', NULL, '2026-05-31 09:00:33.000000');
INSERT INTO "answers" VALUES ('99f11453a87a5031d74c59bdc988aca1', 'go_on', 1, '"see"', NULL, NULL, '2026-05-31 09:00:38.000000');
INSERT INTO "statements" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 's1', 1, 'tonight_place', 'child', 'I like it there.', NULL, '2026-05-31 09:00:34.000000');
INSERT INTO "notes" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 'danger_now', 1, 'critical', '2026-05-31 09:00:30.000000', 'Grandmother’s door is open — tonight too.', NULL, 0, '2026-05-31 09:00:32.000000', 'Called', '14:00', 'Police', '7/26', '');
INSERT INTO "notes" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 'feels_safe', 2, 'open', '2026-05-31 09:00:33.000000', '', '2026-06-01', 0, NULL, '', '', '', '', '');
INSERT INTO "journal" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 1, 'amend-1c59eb3304f0cd6199857535', '{"item":"who_is_here","kind":"answer","source":null,"value":["child","carer"]}', '2026-05-31 09:00:28.000000', 0, '98529fb1dd23d83f175ab44f949e8510ce2ee464963265be02ae83569cf17431', '922a65213ba68432af2c5bf32e0e4d7316fafe29b583502316ed0a1bde1f12a9');
INSERT INTO "journal" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 2, 'amend-3b51a6cb79ea1bc60677a20d', '{"item":"go_on","kind":"answer","source":null,"value":"ask"}', '2026-05-31 09:00:29.000000', 0, '922a65213ba68432af2c5bf32e0e4d7316fafe29b583502316ed0a1bde1f12a9', 'b8b42a280ab7d92bcff9f891c5daa47b4125bf65b3466935bc1d8d4c26889ac6');
INSERT INTO "journal" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 3, 'amend-b0ea33c62e878fe7b2e221de', '{"item":"danger_now","kind":"answer","source":"carer","value":"yes"}', '2026-05-31 09:00:30.000000', 0, 'b8b42a280ab7d92bcff9f891c5daa47b4125bf65b3466935bc1d8d4c26889ac6', 'ba5a6556a92a113515109becaa6e81ff20af3feb0295fdeb32931055f860db8f');
INSERT INTO "journal" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 4, 'amend-1b4417f640374073180c69b7', '{"item":"danger_now","kind":"note_words","words":"Grandmother’s door is open — tonight too."}', '2026-05-31 09:00:31.000000', 0, 'ba5a6556a92a113515109becaa6e81ff20af3feb0295fdeb32931055f860db8f', '4cd7e4e90819d04468ca663c276379cb22d4d0a6e17f070c6439afdbf3dd6fbf');
INSERT INTO "journal" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 5, 'amend-17e0907d18a81d4113eacde9', '{"action":"Called","agency":"Police","at":"14:00","item":"danger_now","kind":"close_note","reference":"7/26","why_not":""}', '2026-05-31 09:00:32.000000', 0, '4cd7e4e90819d04468ca663c276379cb22d4d0a6e17f070c6439afdbf3dd6fbf', '9cc04c77330d7b06ef12d57d88ffe5dcc750a21b3b688a2f35628e3b4c12d85d');
INSERT INTO "journal" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 6, 'amend-9a763e86d67e27dd421cd233', '{"by":null,"item":"feels_safe","kind":"no_answer","reason":"unknown"}', '2026-05-31 09:00:33.000000', 0, '9cc04c77330d7b06ef12d57d88ffe5dcc750a21b3b688a2f35628e3b4c12d85d', 'c416b9dd78460fe2ecef29c844128ba5205ed7dc09bd11bdb37fed392b71830f');
INSERT INTO "journal" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 7, 'amend-5f0c7a477d023dffa35bc874', '{"informant":"child","item":"tonight_place","kind":"said","statement":"s1","value":null,"words":"I like it there."}', '2026-05-31 09:00:34.000000', 0, 'c416b9dd78460fe2ecef29c844128ba5205ed7dc09bd11bdb37fed392b71830f', 'c3bd2d0f058bd88665c834289e0a0cf461d2782b384222f67ac570324f1405e5');
INSERT INTO "journal" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 8, 'amend-7361f6be01e2bab22e8355ae', '{"ends":false,"kind":"pause"}', '2026-05-31 09:00:35.000000', 0, 'c3bd2d0f058bd88665c834289e0a0cf461d2782b384222f67ac570324f1405e5', '9a618d3465bf4824bba9b1a84b4d8e792532ff71eb27b6a2f52c9d92a2d28522');
INSERT INTO "journal" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 9, 'amend-3fea894f342c403105eef741', '{"ends":true,"kind":"pause"}', '2026-05-31 09:00:36.000000', 0, '9a618d3465bf4824bba9b1a84b4d8e792532ff71eb27b6a2f52c9d92a2d28522', '3665cb6e528d4a4ebe9b4773907960378d8cb1bc982a8bdbc866ccfde27e8d20');
INSERT INTO "journal" VALUES ('7d088e88010691c4fcc6c5767bb0318e', 10, 'amend-2ef47ec2edced1035ae31175', '{"kind":"stop","left":"Left calm.","rebook":"2026-06-14"}', '2026-05-31 09:00:37.000000', 0, '3665cb6e528d4a4ebe9b4773907960378d8cb1bc982a8bdbc866ccfde27e8d20', 'cd7a54ba8ccbd05ed51c502e22e1868f37014eaa89b70c722bbc232f6991806c');
INSERT INTO "journal" VALUES ('99f11453a87a5031d74c59bdc988aca1', 1, 'amend-fce3e8cf2405d2a48e18f798', '{"item":"go_on","kind":"answer","source":null,"value":"see"}', '2026-05-31 09:00:38.000000', 0, '845703ca7105e90a12489ee928107d6826f0e9cb8ca27deaeab3f22ad5fd24d4', '5443434b3f14a2a53d7a5de246c56f5f2073a397f70714723dadab8b83a63621');
INSERT INTO "commits" VALUES (1, '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '', 'd4dc4617df0f22c0cec944155862e0d7b6861f59cc02fef8496ee8ad57f4ddf8');
INSERT INTO "commits" VALUES (2, '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '', 'acd3969d0fb25487ee3f15913ef85b2e2e3ec5db6c5e542b9f7d7cebc86327ad');
INSERT INTO "commits" VALUES (3, '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '', '92c5ed256e46f3953635b23e76e972f1f9e94037b7f1d1888e55d5d287775c4a');
INSERT INTO "commits" VALUES (4, '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b', '', '418ef6cf5058e0ace68b7e74e1c18f6426cb723d163c172abdb3ddc0e15bcdf8');
INSERT INTO "commits" VALUES (5, 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44', '', '088727228849ae8355349654c96bc6d03354841a613368d346ab75c24b2811d8');
INSERT INTO "commits" VALUES (6, '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e', '', '44a9637ab5505a693c1f7a921b379a4df7d75f8da5b243b975b20498ef9d092c');
INSERT INTO "commits" VALUES (7, '8336b02d316e7355ad3d33f87ee1ff1b3458def6523c55463ee285934eabe1f9', '', 'b2db9c38c3e3324862adb939f004e36bd4834c4a277ba76316043409997e1cbc');
INSERT INTO "commits" VALUES (8, '67dab32d0c987c9a861da46c6674bc7b22fc8f63197f9922c6c14e638886ce91', '', '63152edeac13d4896506e18bc0073e2bc954bd64edd514899de1abff9eb7986d');
INSERT INTO "commits" VALUES (9, '80c8a87f1487596a137759b2c5c3f669efff563176b4c77c46c99922bfff643d', '', 'cd3ac3733d11fc4994dabec5ae8d6d263c1d4e4586c86abbab2df2c45451f573');
INSERT INTO "commits" VALUES (10, '1e11b4931f24c58ec88ea74f53ce0c6df04f23ebdb38e8875fa0f2af86d7399d', '', '8ca1eea6454ee1733183fc2d29b62aaeb909e41883ff5f28698b0a9f157158a4');
INSERT INTO "commits" VALUES (11, '791cc7e646fc654022115e2e5b719c1aed076b909706def17f91b34ed771f31f', '', 'aac9e4dfe5a07d0717cc284733d00c468c67d4643f4477b6ba412f6da8285012');
INSERT INTO "commits" VALUES (12, 'aedcfa41b467b40e2832fe6d2da025ee835153bb2b1ecb318a7e770e5a194b6a', '', 'da08cab4903f279ae25183c159d5897164c39e513141d8e833fd1cf257f2beb6');
INSERT INTO "commits" VALUES (13, '95dac4e03990a44fab173d5f9b9f9a0f28101378c57dbdecb7a16757fb4ea64a', '', 'e6e072a32e41645e1a98c619c281c3aad9cac63634dd1408c3daf82a78622060');
INSERT INTO "commits" VALUES (14, 'dc1accc75b8836c834e5d971c1e2832615acce65f7769ee54f69b6281bae11ea', '', '122b0dac2c36be0e60aa1200625a28c5108852ef14b1ea7909bdcadd1ca4fd85');
INSERT INTO "commits" VALUES (15, '404803b217c025c5051a58553b374ad19b1afa133f4f2872ffb1fcc8ba40a287', '', '238a9270d3d7baa18b1206e416eb2fe7fb047854a7d806781e453465df8c0b1a');
INSERT INTO "commits" VALUES (16, 'e662a6c3db30e0e4c5936d05e9a7354b3c9152d1e86bf9fb402575a8de9d60c8', '', '9e30deae057aa952d47ccb5cd9e39169f6c06bb1430e2d5f076df57614922cca');
INSERT INTO "commits" VALUES (17, 'c0cc41c691de1ecc24bd03212460a65cd1d991f3c545a9942b11719d864f616b', '', 'ec5dbf70852c796468291df6b8caecddeac1efae0b6295295a899d6719fe8d98');
INSERT INTO "commits" VALUES (18, '1f90ed8a80b6c9445f067b1f0aee24010d966bd6ea3642e7a78de41ce68e8103', '', '4bf3e3dffa9fe8c7f00303c732b1c6a73f43609729adb6c36e1a9a701a3db447');
INSERT INTO "commits" VALUES (19, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', '', '29d4981d2e05dade2e4a4298b8cfd1d12bbc0f844676c135f82620362cd6fa0b');
INSERT INTO "commits" VALUES (20, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', '922a65213ba68432af2c5bf32e0e4d7316fafe29b583502316ed0a1bde1f12a9', '4462396559e32d0f61ec9c46178eb52a87499014d4ff65150149babeeecc5b20');
INSERT INTO "commits" VALUES (21, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', 'b8b42a280ab7d92bcff9f891c5daa47b4125bf65b3466935bc1d8d4c26889ac6', '3608940102192a516aaf7001aa0ce85eab4c4f8d6a4bd6d2e7345ee4c4e10a06');
INSERT INTO "commits" VALUES (22, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', 'ba5a6556a92a113515109becaa6e81ff20af3feb0295fdeb32931055f860db8f', 'b3ce88d8b9a65f777a9741c93e89149e7d1e3b87db63c11e16017c459da345b2');
INSERT INTO "commits" VALUES (23, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', '4cd7e4e90819d04468ca663c276379cb22d4d0a6e17f070c6439afdbf3dd6fbf', '4d1a580c85b92b30e6a448b24dc8edd58dbf8df470ba5fc4878e16c55d7a6d5a');
INSERT INTO "commits" VALUES (24, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', '9cc04c77330d7b06ef12d57d88ffe5dcc750a21b3b688a2f35628e3b4c12d85d', 'c6b0a55178f6f3d8b4f4683d29850ddc7e953739a99c7b8942fe36d5b38f0ba7');
INSERT INTO "commits" VALUES (25, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', 'c416b9dd78460fe2ecef29c844128ba5205ed7dc09bd11bdb37fed392b71830f', 'f17d5f773adaeeed26bbf28130b1d3d75cb78d8471b681a29a84074b80d3c734');
INSERT INTO "commits" VALUES (26, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', 'c3bd2d0f058bd88665c834289e0a0cf461d2782b384222f67ac570324f1405e5', '909ba58533f5e18369b9db8f38f05c6d27ceabb490add8d4e246bf6b11fc6837');
INSERT INTO "commits" VALUES (27, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', '9a618d3465bf4824bba9b1a84b4d8e792532ff71eb27b6a2f52c9d92a2d28522', 'c70f42fca4214779344ce1dd0fc0e4e3e1a5c89f0e9a2b6ef40543114652f94c');
INSERT INTO "commits" VALUES (28, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', '3665cb6e528d4a4ebe9b4773907960378d8cb1bc982a8bdbc866ccfde27e8d20', 'f340504326c7568d11c536a6b9e86538c194a00d593f67725ab395b6cdc550ee');
INSERT INTO "commits" VALUES (29, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', 'cd7a54ba8ccbd05ed51c502e22e1868f37014eaa89b70c722bbc232f6991806c', '55b2752135a3e4e01149c1eb2590c30c3ba2a7cd562bdd5ee925ff950219f673');
INSERT INTO "commits" VALUES (30, '4e283f8040834c26e479aa83bc4cb208e74fa8023a4cfaf612d8824ab458463e', '5443434b3f14a2a53d7a5de246c56f5f2073a397f70714723dadab8b83a63621', '6cda45a8b800d1ca9d85c600d41dd254c9b17d329c0d066e78e138279a7bdc39');
