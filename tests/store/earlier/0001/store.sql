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
CREATE INDEX ix_responsibilities_child_id ON responsibilities (child_id);
CREATE INDEX ix_responsibilities_person_id ON responsibilities (person_id);
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
	previous VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_journal PRIMARY KEY (assessment_id, revision), 
	CONSTRAINT uq_journal_assessment_id UNIQUE (assessment_id, change_id), 
	CONSTRAINT fk_journal_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
INSERT INTO "migrations" VALUES ('0001 first tables', '2026-11-30 22:43:06.038024');
INSERT INTO "families" VALUES ('02f75d196189a068b4b278e4d91a38ba', 'F-748', '2026-05-31 09:00:07.000000');
INSERT INTO "settings" VALUES ('practitioner', 'AB');
INSERT INTO "settings" VALUES ('pin', '$argon2id$v=19$m=8,t=1,p=1$yLAAek45SRL54NbxJjNszA$DHHUY6KjM6zci+EfQXHMXEQebKZcJRT6ctcLks7Z8qU');
INSERT INTO "settings" VALUES ('organisation', 'House of the lake');
INSERT INTO "settings" VALUES ('contact.police', '112');
INSERT INTO "audit" VALUES (1, 'setting changed', 'practitioner', '2026-05-31 09:00:01.000000', 'audit', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f');
INSERT INTO "audit" VALUES (2, 'PIN set', '', '2026-05-31 09:00:02.000000', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863');
INSERT INTO "audit" VALUES (3, 'store made', '', '2026-05-31 09:00:03.000000', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9');
INSERT INTO "audit" VALUES (4, 'store opened', '', '2026-05-31 09:00:04.000000', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519');
INSERT INTO "audit" VALUES (5, 'setting changed', 'organisation', '2026-05-31 09:00:05.000000', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519', '8e86057ddfbae1f6820afdebc93521bb7f7943130ea68c2994698e628b07875d');
INSERT INTO "audit" VALUES (6, 'setting changed', 'contact.police', '2026-05-31 09:00:06.000000', '8e86057ddfbae1f6820afdebc93521bb7f7943130ea68c2994698e628b07875d', 'e0a866c5cb2f3f9c4c69831b24e9059bed98a9037759f097d9031a1ff126479e');
INSERT INTO "audit" VALUES (7, 'family added', '02f75d196189a068b4b278e4d91a38ba', '2026-05-31 09:00:08.000000', 'e0a866c5cb2f3f9c4c69831b24e9059bed98a9037759f097d9031a1ff126479e', '90e80b6446a39262497fcb7dc5ac01f4f5710d0ef20964c74528547984be5533');
INSERT INTO "audit" VALUES (8, 'person added', '754e8787b443c983ffe19499a6726be5', '2026-05-31 09:00:09.000000', '90e80b6446a39262497fcb7dc5ac01f4f5710d0ef20964c74528547984be5533', '3f6a854345adc540fe549bb2d573a92ad578dc9bd527baa071bf8f889fecfe91');
INSERT INTO "audit" VALUES (9, 'person added', '06d72f3b428161cc98d35945b703494f', '2026-05-31 09:00:10.000000', '3f6a854345adc540fe549bb2d573a92ad578dc9bd527baa071bf8f889fecfe91', '1e40374845b212982636036390d43c852c3a310931148693c98a3d847cc40b88');
INSERT INTO "audit" VALUES (10, 'person added', 'f5e10231d898213c878f0fdfa07e5975', '2026-05-31 09:00:11.000000', '1e40374845b212982636036390d43c852c3a310931148693c98a3d847cc40b88', '92c1425da38b99458bef74a1228f3fa1d2319e74b6a47dec9aa6c08938a91b7d');
INSERT INTO "audit" VALUES (11, 'person added', '27d31ba94af39714889b6a9f7baea077', '2026-05-31 09:00:12.000000', '92c1425da38b99458bef74a1228f3fa1d2319e74b6a47dec9aa6c08938a91b7d', '20ddf4cb8a40218d331736decff41b6642204edc3488abd78c51f7e9a511cb6e');
INSERT INTO "audit" VALUES (12, 'child added', '4bf5e7197171c5332234b7b26123f778', '2026-05-31 09:00:14.000000', '20ddf4cb8a40218d331736decff41b6642204edc3488abd78c51f7e9a511cb6e', '4ca5fe4a1c39708591fdf71e73af5930165865fb01050492830e6dda8f7a05ca');
INSERT INTO "audit" VALUES (13, 'child added', '3e1d84c70c5285e1ac6d5f18b87439be', '2026-05-31 09:00:16.000000', '4ca5fe4a1c39708591fdf71e73af5930165865fb01050492830e6dda8f7a05ca', '38d87f36e94c62a414d24066aade490fcca0ee1f7e39ae24cc88ca77cd674937');
INSERT INTO "audit" VALUES (14, 'responsibility added', '4bf5e7197171c5332234b7b26123f778', '2026-05-31 09:00:17.000000', '38d87f36e94c62a414d24066aade490fcca0ee1f7e39ae24cc88ca77cd674937', 'bfd822366b6a17b9b2b2bc9fce10c78c6521a183a7ac5609c6b1a1f96387f072');
INSERT INTO "audit" VALUES (15, 'went on without consent', '4bf5e7197171c5332234b7b26123f778', '2026-05-31 09:00:18.000000', 'bfd822366b6a17b9b2b2bc9fce10c78c6521a183a7ac5609c6b1a1f96387f072', 'f8b353c3116430969f6b2169dbd0b33aa4bc51f2bea121d7b69f25108eee6fd8');
INSERT INTO "audit" VALUES (16, 'sitting begun', '92f0ab7c3dc03f4a887d61b52d128421', '2026-05-31 09:00:18.000000', 'f8b353c3116430969f6b2169dbd0b33aa4bc51f2bea121d7b69f25108eee6fd8', 'f53510a1396ce3f6a5bf877003b68f95e06f5406787b5c0b264572708381125f');
INSERT INTO "audit" VALUES (17, 'consent recorded', '4bf5e7197171c5332234b7b26123f778', '2026-05-31 09:00:20.000000', 'f53510a1396ce3f6a5bf877003b68f95e06f5406787b5c0b264572708381125f', '106537c6bacff6696c6060c55a1c6491c83037f40d75286b7e2ec48ecf090a4a');
INSERT INTO "audit" VALUES (18, 'assent recorded', '4bf5e7197171c5332234b7b26123f778', '2026-05-31 09:00:22.000000', '106537c6bacff6696c6060c55a1c6491c83037f40d75286b7e2ec48ecf090a4a', 'b9c788a59f69210bf83ef8429406e70d85bed1a59be43abdfb3d69460ba34be1');
INSERT INTO "audit" VALUES (19, 'sitting begun', '0fc0c6aa150a2a915c2290df6605ecd6', '2026-05-31 09:00:23.000000', 'b9c788a59f69210bf83ef8429406e70d85bed1a59be43abdfb3d69460ba34be1', 'fd810e2330b6ae059fa389e832393d0f79972c2f365e834bcce0d73da374ee34');
INSERT INTO "persons" VALUES ('754e8787b443c983ffe19499a6726be5', '02f75d196189a068b4b278e4d91a38ba', 'mother', '', 0);
INSERT INTO "persons" VALUES ('06d72f3b428161cc98d35945b703494f', '02f75d196189a068b4b278e4d91a38ba', 'mother', '', 0);
INSERT INTO "persons" VALUES ('f5e10231d898213c878f0fdfa07e5975', '02f75d196189a068b4b278e4d91a38ba', 'grandparent', '', 0);
INSERT INTO "persons" VALUES ('27d31ba94af39714889b6a9f7baea077', '02f75d196189a068b4b278e4d91a38ba', 'father', '', 1);
INSERT INTO "children" VALUES ('4bf5e7197171c5332234b7b26123f778', '02f75d196189a068b4b278e4d91a38ba', 'H-724', NULL, '3-5', 'left_behind', '2026-05-31 09:00:13.000000');
INSERT INTO "children" VALUES ('3e1d84c70c5285e1ac6d5f18b87439be', '02f75d196189a068b4b278e4d91a38ba', 'J-229', '2014-02', NULL, NULL, '2026-05-31 09:00:15.000000');
INSERT INTO "responsibilities" VALUES ('d313daf186f9ed860c9267d0346b73fa', '4bf5e7197171c5332234b7b26123f778', '754e8787b443c983ffe19499a6726be5', 'by_birth', '2017-04-01', NULL);
INSERT INTO "consents" VALUES ('1da6a519fd91bbd10fe7ad7eeaf800b9', '4bf5e7197171c5332234b7b26123f778', 'assessment', 'given', '754e8787b443c983ffe19499a6726be5', '2026-05-31', 1, '', '2026-05-31 09:00:19.000000');
INSERT INTO "assents" VALUES ('9f14814924b7830702d4130e48e5e358', '4bf5e7197171c5332234b7b26123f778', 'assessment', 'given', '2026-05-31', 1, '', '2026-05-31 09:00:21.000000');
INSERT INTO "without_consent" VALUES ('8185d7b5932888db413c251c06a1ca2f', '4bf5e7197171c5332234b7b26123f778', 'safety_screen', 'Nobody could be asked.', 'AB', '2026-05-31 09:00:18.000000');
INSERT INTO "sittings" VALUES ('084e1b0c085dda29dedf126b2044f360', '4bf5e7197171c5332234b7b26123f778', '2026-05-31', '["child", "carer"]', 'none', '', 'Dari', 'pictures', '2026-05-31 09:00:18.000000');
INSERT INTO "sittings" VALUES ('4a05830bd256794a225c5f06999787b5', '4bf5e7197171c5332234b7b26123f778', '2026-05-31', '["child"]', 'vetted', 'XY', '', '', '2026-05-31 09:00:23.000000');
INSERT INTO "assessments" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', '4bf5e7197171c5332234b7b26123f778', '084e1b0c085dda29dedf126b2044f360', 'safety_screen', '1.0', 'left_behind', 4.0, 'crisis', 10, NULL, 'before', NULL, '[{"began_at": "2026-05-31T09:00:31Z", "ended_at": "2026-05-31T09:00:32Z"}]', '2026-05-31 09:00:33.000000', 'Left calm.', '2026-06-14', '2026-05-31 09:00:33.000000');
INSERT INTO "assessments" VALUES ('0fc0c6aa150a2a915c2290df6605ecd6', '4bf5e7197171c5332234b7b26123f778', '4a05830bd256794a225c5f06999787b5', 'safety_screen', '1.0', 'left_behind', 4.0, NULL, 1, NULL, 'before', NULL, '[]', NULL, '', NULL, '2026-05-31 09:00:34.000000');
INSERT INTO "answers" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 'who_is_here', 1, '["child", "carer"]', NULL, NULL, '2026-05-31 09:00:24.000000');
INSERT INTO "answers" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 'go_on', 2, '"ask"', NULL, NULL, '2026-05-31 09:00:25.000000');
INSERT INTO "answers" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 'danger_now', 3, '"yes"', NULL, 'carer', '2026-05-31 09:00:26.000000');
INSERT INTO "answers" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 'feels_safe', 4, NULL, 'unknown', NULL, '2026-05-31 09:00:29.000000');
INSERT INTO "answers" VALUES ('0fc0c6aa150a2a915c2290df6605ecd6', 'go_on', 1, '"see"', NULL, NULL, '2026-05-31 09:00:34.000000');
INSERT INTO "statements" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 's1', 1, 'tonight_place', 'child', 'I like it there.', NULL, '2026-05-31 09:00:30.000000');
INSERT INTO "notes" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 'danger_now', 1, 'critical', '2026-05-31 09:00:26.000000', 'Grandmother’s door is open — tonight too.', NULL, 0, '2026-05-31 09:00:28.000000', 'Called', '14:00', 'Police', '7/26', '');
INSERT INTO "notes" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 'feels_safe', 2, 'open', '2026-05-31 09:00:29.000000', '', '2026-06-01', 0, NULL, '', '', '', '', '');
INSERT INTO "journal" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 1, 'amend-16caf22d8df0a2ea3dbcce69', '{"item":"who_is_here","kind":"answer","source":null,"value":["child","carer"]}', '2026-05-31 09:00:24.000000', 'ca33f7a1091915c5eeb7144e105b9835fddcee06fd7cba5e89eb49adcd5d69ba', 'f8d1987dcf0317d8e6271a793c4e7d3c21f4de72eee73d32d31b4c5cf2eb9358');
INSERT INTO "journal" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 2, 'amend-bd62309d6ed5ec2a2defddfc', '{"item":"go_on","kind":"answer","source":null,"value":"ask"}', '2026-05-31 09:00:25.000000', 'f8d1987dcf0317d8e6271a793c4e7d3c21f4de72eee73d32d31b4c5cf2eb9358', '3a0962339044ac1ca29e5ad10c613b872d87fe3a64d6c52f4edc3a2c6cc4a2e3');
INSERT INTO "journal" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 3, 'amend-a8aede5a14dd8fed3a761e1b', '{"item":"danger_now","kind":"answer","source":"carer","value":"yes"}', '2026-05-31 09:00:26.000000', '3a0962339044ac1ca29e5ad10c613b872d87fe3a64d6c52f4edc3a2c6cc4a2e3', '8618ae70685fa4de351c59824f0973f5d470fedadf71a70aabaa42b4ab5c3df0');
INSERT INTO "journal" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 4, 'amend-cede4b77edeeffa030ca1a9f', '{"item":"danger_now","kind":"note_words","words":"Grandmother’s door is open — tonight too."}', '2026-05-31 09:00:27.000000', '8618ae70685fa4de351c59824f0973f5d470fedadf71a70aabaa42b4ab5c3df0', 'a878fee1a3261fc70f4fb1171edb230161f140d432ec507ef5381c0b3b0ddb9f');
INSERT INTO "journal" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 5, 'amend-9bb349426260213162bdf61d', '{"action":"Called","agency":"Police","at":"14:00","item":"danger_now","kind":"close_note","reference":"7/26","why_not":""}', '2026-05-31 09:00:28.000000', 'a878fee1a3261fc70f4fb1171edb230161f140d432ec507ef5381c0b3b0ddb9f', '38346b11085959c86c7a53ae3e36435a0339ed4111cbc43112fab141a66410f1');
INSERT INTO "journal" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 6, 'amend-fdf7df0b799a842e1615f1c7', '{"by":null,"item":"feels_safe","kind":"no_answer","reason":"unknown"}', '2026-05-31 09:00:29.000000', '38346b11085959c86c7a53ae3e36435a0339ed4111cbc43112fab141a66410f1', 'f9114d228e796227b697819f83af5a9296e8da4d3d3c239aff471342aee9b703');
INSERT INTO "journal" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 7, 'amend-bb35bddff022d6bf0cf63eaf', '{"informant":"child","item":"tonight_place","kind":"said","statement":"s1","words":"I like it there."}', '2026-05-31 09:00:30.000000', 'f9114d228e796227b697819f83af5a9296e8da4d3d3c239aff471342aee9b703', '80fac351e01271191040d043e4dcddc9c5ab47c0322cfbd3d5b35863d8857564');
INSERT INTO "journal" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 8, 'amend-bf32d73a0f59ca50155bc39c', '{"ends":false,"kind":"pause"}', '2026-05-31 09:00:31.000000', '80fac351e01271191040d043e4dcddc9c5ab47c0322cfbd3d5b35863d8857564', '428f7f1c1801ccd727e9514b5a85abcca628024c29c66a07485ac07c4ac34acd');
INSERT INTO "journal" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 9, 'amend-779ce5358cf46598f04642b9', '{"ends":true,"kind":"pause"}', '2026-05-31 09:00:32.000000', '428f7f1c1801ccd727e9514b5a85abcca628024c29c66a07485ac07c4ac34acd', '3c83af98e9ae1f4da509183efb9b6c4097cdac5ccd396bc229bb8096c76c0c66');
INSERT INTO "journal" VALUES ('92f0ab7c3dc03f4a887d61b52d128421', 10, 'amend-683370a8369f1dafd73f0f74', '{"kind":"stop","left":"Left calm.","rebook":"2026-06-14"}', '2026-05-31 09:00:33.000000', '3c83af98e9ae1f4da509183efb9b6c4097cdac5ccd396bc229bb8096c76c0c66', '318a43501a089ee9307be0f2c8a69ef6947600be798095f4084b22db1eb27002');
INSERT INTO "journal" VALUES ('0fc0c6aa150a2a915c2290df6605ecd6', 1, 'amend-3818d8056d9054e4b80ed65d', '{"item":"go_on","kind":"answer","source":null,"value":"see"}', '2026-05-31 09:00:34.000000', 'cdc0c80498874be51d14ba22c4f6d3de77dfba88e9fb4ffa506b38979db6b176', '12bd2cc5995e0415a90ff18cb6b70e2a2ac0256cf401283f8e55c13efc5459a1');
