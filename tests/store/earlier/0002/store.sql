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
CREATE INDEX ix_consents_person_id ON consents (person_id);
CREATE INDEX ix_consents_child_id ON consents (child_id);
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
CREATE INDEX ix_assessments_sitting_id ON assessments (sitting_id);
CREATE INDEX ix_assessments_child_id ON assessments (child_id);
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
CREATE TABLE commits (
	number INTEGER NOT NULL, 
	audit VARCHAR(64) NOT NULL, 
	journal VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES ('0001 first tables', '2026-11-30 22:43:06.916780');
INSERT INTO "migrations" VALUES ('0002 count of commits', '2026-11-30 22:43:06.921770');
INSERT INTO "families" VALUES ('bf5c4170acf849698246f417742dec2a', 'F-972', '2026-05-31 09:00:08.000000');
INSERT INTO "settings" VALUES ('practitioner', 'AB');
INSERT INTO "settings" VALUES ('pin', '$argon2id$v=19$m=8,t=1,p=1$+MhcgjVH/Ov4Al7p/MFH5Q$qX34pmyMPz2Cp8aoHbPytpfISTpTihtosTyESGUtmEw');
INSERT INTO "settings" VALUES ('organisation', 'House of the lake');
INSERT INTO "settings" VALUES ('contact.police', '112');
INSERT INTO "audit" VALUES (1, 'setting changed', 'practitioner', '2026-05-31 09:00:01.000000', 'audit', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f');
INSERT INTO "audit" VALUES (2, 'PIN set', '', '2026-05-31 09:00:02.000000', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863');
INSERT INTO "audit" VALUES (3, 'store made', '', '2026-05-31 09:00:03.000000', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9');
INSERT INTO "audit" VALUES (4, 'store opened', '', '2026-05-31 09:00:04.000000', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519');
INSERT INTO "audit" VALUES (5, 'count of changes begun', '', '2026-05-31 09:00:05.000000', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519', '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b');
INSERT INTO "audit" VALUES (6, 'setting changed', 'organisation', '2026-05-31 09:00:06.000000', '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b', 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44');
INSERT INTO "audit" VALUES (7, 'setting changed', 'contact.police', '2026-05-31 09:00:07.000000', 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44', '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e');
INSERT INTO "audit" VALUES (8, 'family added', 'bf5c4170acf849698246f417742dec2a', '2026-05-31 09:00:09.000000', '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e', '6a7f77855f8e1d66902315029f1ad58c0ae04d28d4c96fb63ce2d67c6154a89f');
INSERT INTO "audit" VALUES (9, 'person added', '4a04198c4cc96a93e5a142bf5d4a45da', '2026-05-31 09:00:10.000000', '6a7f77855f8e1d66902315029f1ad58c0ae04d28d4c96fb63ce2d67c6154a89f', 'def9f0f9869c1347d5bed635db35f2109d1728727bbbd6ca8ac53a6673881f16');
INSERT INTO "audit" VALUES (10, 'person added', '4e948976bd8efbf7145e2f5983f0b8be', '2026-05-31 09:00:11.000000', 'def9f0f9869c1347d5bed635db35f2109d1728727bbbd6ca8ac53a6673881f16', '03331e6334a1e9f27f481fc48cfdf483b1ea47293b7853e7e4272287f6a26b82');
INSERT INTO "audit" VALUES (11, 'person added', 'c98a63f558e4ee3e154ee547fc2448d0', '2026-05-31 09:00:12.000000', '03331e6334a1e9f27f481fc48cfdf483b1ea47293b7853e7e4272287f6a26b82', '8d7fb379571b9cfd6c0a5cb998fe2a6ba2f6cffd87efb9d9bc0f15bb1e718c21');
INSERT INTO "audit" VALUES (12, 'person added', '1e7e76fbb3a8cf636836dc1853a544ff', '2026-05-31 09:00:13.000000', '8d7fb379571b9cfd6c0a5cb998fe2a6ba2f6cffd87efb9d9bc0f15bb1e718c21', 'af882477e76fa4842bc473e9f4cde9729560ef49fd0aa454f536e944b6dcef79');
INSERT INTO "audit" VALUES (13, 'child added', '3cbfeaa2bc15fe7f39fa290aa629dc64', '2026-05-31 09:00:15.000000', 'af882477e76fa4842bc473e9f4cde9729560ef49fd0aa454f536e944b6dcef79', '34afb1ed3c93e58c1388f053e4e44ae49e46e3a628aa070d10c6764207d465f7');
INSERT INTO "audit" VALUES (14, 'child added', 'e5f2a34716e7ac36cbcb30c7eec3be0f', '2026-05-31 09:00:17.000000', '34afb1ed3c93e58c1388f053e4e44ae49e46e3a628aa070d10c6764207d465f7', '4380e0b9e12298e682e04a0155ac2225478301fd3ab49561c9b0e22fc6fce51b');
INSERT INTO "audit" VALUES (15, 'responsibility added', '3cbfeaa2bc15fe7f39fa290aa629dc64', '2026-05-31 09:00:18.000000', '4380e0b9e12298e682e04a0155ac2225478301fd3ab49561c9b0e22fc6fce51b', 'c80a459ded372d543169d288e3c0764065bf5918e1635af7cbc7c05657beec8b');
INSERT INTO "audit" VALUES (16, 'went on without consent', '3cbfeaa2bc15fe7f39fa290aa629dc64', '2026-05-31 09:00:19.000000', 'c80a459ded372d543169d288e3c0764065bf5918e1635af7cbc7c05657beec8b', 'a44071768cd3c16a47f585700314611fff110157c87cea9f5692925a2b338059');
INSERT INTO "audit" VALUES (17, 'sitting begun', '07c0e7d7969a765f75eb6ba35a547a7b', '2026-05-31 09:00:19.000000', 'a44071768cd3c16a47f585700314611fff110157c87cea9f5692925a2b338059', 'f63b56e75577184f4873b0f459de6b26e6dc29ee517422bb81fc5529e4948e42');
INSERT INTO "audit" VALUES (18, 'consent recorded', '3cbfeaa2bc15fe7f39fa290aa629dc64', '2026-05-31 09:00:21.000000', 'f63b56e75577184f4873b0f459de6b26e6dc29ee517422bb81fc5529e4948e42', 'b5141539a0248f5172e74cb2d0e37c2632cc886dd7ca2fe7ab5862716fd6ce69');
INSERT INTO "audit" VALUES (19, 'assent recorded', '3cbfeaa2bc15fe7f39fa290aa629dc64', '2026-05-31 09:00:23.000000', 'b5141539a0248f5172e74cb2d0e37c2632cc886dd7ca2fe7ab5862716fd6ce69', 'a9b0c70bdc76057b48448043ee4f42d7675c739c087ef6bbfbdc44d58b256ae6');
INSERT INTO "audit" VALUES (20, 'sitting begun', '024a079b3af3c3e1e8b0759792ab2693', '2026-05-31 09:00:24.000000', 'a9b0c70bdc76057b48448043ee4f42d7675c739c087ef6bbfbdc44d58b256ae6', '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671');
INSERT INTO "persons" VALUES ('4a04198c4cc96a93e5a142bf5d4a45da', 'bf5c4170acf849698246f417742dec2a', 'mother', '', 0);
INSERT INTO "persons" VALUES ('4e948976bd8efbf7145e2f5983f0b8be', 'bf5c4170acf849698246f417742dec2a', 'mother', '', 0);
INSERT INTO "persons" VALUES ('c98a63f558e4ee3e154ee547fc2448d0', 'bf5c4170acf849698246f417742dec2a', 'grandparent', '', 0);
INSERT INTO "persons" VALUES ('1e7e76fbb3a8cf636836dc1853a544ff', 'bf5c4170acf849698246f417742dec2a', 'father', '', 1);
INSERT INTO "children" VALUES ('3cbfeaa2bc15fe7f39fa290aa629dc64', 'bf5c4170acf849698246f417742dec2a', 'C-798', NULL, '3-5', 'left_behind', '2026-05-31 09:00:14.000000');
INSERT INTO "children" VALUES ('e5f2a34716e7ac36cbcb30c7eec3be0f', 'bf5c4170acf849698246f417742dec2a', 'X-266', '2014-02', NULL, NULL, '2026-05-31 09:00:16.000000');
INSERT INTO "responsibilities" VALUES ('edce6323145e614f3daed66ed92a72fa', '3cbfeaa2bc15fe7f39fa290aa629dc64', '4a04198c4cc96a93e5a142bf5d4a45da', 'by_birth', '2017-04-01', NULL);
INSERT INTO "consents" VALUES ('6779c3c7d947c49ceab3473f95d3106b', '3cbfeaa2bc15fe7f39fa290aa629dc64', 'assessment', 'given', '4a04198c4cc96a93e5a142bf5d4a45da', '2026-05-31', 1, '', '2026-05-31 09:00:20.000000');
INSERT INTO "assents" VALUES ('9403ab7cd3bd06eeb3537f31578e6dfd', '3cbfeaa2bc15fe7f39fa290aa629dc64', 'assessment', 'given', '2026-05-31', 1, '', '2026-05-31 09:00:22.000000');
INSERT INTO "without_consent" VALUES ('2a796c4040adf1afdbb9ab033e2353e6', '3cbfeaa2bc15fe7f39fa290aa629dc64', 'safety_screen', 'Nobody could be asked.', 'AB', '2026-05-31 09:00:19.000000');
INSERT INTO "sittings" VALUES ('6c8c191df363fab9749223c73336ede6', '3cbfeaa2bc15fe7f39fa290aa629dc64', '2026-05-31', '["child", "carer"]', 'none', '', 'Dari', 'pictures', '2026-05-31 09:00:19.000000');
INSERT INTO "sittings" VALUES ('5c549e1426982156daa23fc0c407899c', '3cbfeaa2bc15fe7f39fa290aa629dc64', '2026-05-31', '["child"]', 'vetted', 'XY', '', '', '2026-05-31 09:00:24.000000');
INSERT INTO "assessments" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', '3cbfeaa2bc15fe7f39fa290aa629dc64', '6c8c191df363fab9749223c73336ede6', 'safety_screen', '1.0', 'left_behind', 4.0, 'crisis', 10, NULL, 'before', NULL, '[{"began_at": "2026-05-31T09:00:32Z", "ended_at": "2026-05-31T09:00:33Z"}]', '2026-05-31 09:00:34.000000', 'Left calm.', '2026-06-14', '2026-05-31 09:00:34.000000');
INSERT INTO "assessments" VALUES ('024a079b3af3c3e1e8b0759792ab2693', '3cbfeaa2bc15fe7f39fa290aa629dc64', '5c549e1426982156daa23fc0c407899c', 'safety_screen', '1.0', 'left_behind', 4.0, NULL, 1, NULL, 'before', NULL, '[]', NULL, '', NULL, '2026-05-31 09:00:35.000000');
INSERT INTO "answers" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 'who_is_here', 1, '["child", "carer"]', NULL, NULL, '2026-05-31 09:00:25.000000');
INSERT INTO "answers" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 'go_on', 2, '"ask"', NULL, NULL, '2026-05-31 09:00:26.000000');
INSERT INTO "answers" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 'danger_now', 3, '"yes"', NULL, 'carer', '2026-05-31 09:00:27.000000');
INSERT INTO "answers" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 'feels_safe', 4, NULL, 'unknown', NULL, '2026-05-31 09:00:30.000000');
INSERT INTO "answers" VALUES ('024a079b3af3c3e1e8b0759792ab2693', 'go_on', 1, '"see"', NULL, NULL, '2026-05-31 09:00:35.000000');
INSERT INTO "statements" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 's1', 1, 'tonight_place', 'child', 'I like it there.', NULL, '2026-05-31 09:00:31.000000');
INSERT INTO "notes" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 'danger_now', 1, 'critical', '2026-05-31 09:00:27.000000', 'Grandmother’s door is open — tonight too.', NULL, 0, '2026-05-31 09:00:29.000000', 'Called', '14:00', 'Police', '7/26', '');
INSERT INTO "notes" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 'feels_safe', 2, 'open', '2026-05-31 09:00:30.000000', '', '2026-06-01', 0, NULL, '', '', '', '', '');
INSERT INTO "journal" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 1, 'amend-923f3cffa2be8c5e49024696', '{"item":"who_is_here","kind":"answer","source":null,"value":["child","carer"]}', '2026-05-31 09:00:25.000000', '72b667439abba03c27f56ffe511f06d37b2e7b13e406d19d58b275205f4f3672', '0a83574bad0d2bda01f10e1a617f9eb48ffa3a1ba9adec2c4d8585acaa331b0f');
INSERT INTO "journal" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 2, 'amend-601914578b3b2dd86e0d595e', '{"item":"go_on","kind":"answer","source":null,"value":"ask"}', '2026-05-31 09:00:26.000000', '0a83574bad0d2bda01f10e1a617f9eb48ffa3a1ba9adec2c4d8585acaa331b0f', '909539efc40c585d229c4d2a4cdb0bbaf0be05d770c1c651374d600e3c7d2634');
INSERT INTO "journal" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 3, 'amend-f64fa8a7776eb61bf3a9247b', '{"item":"danger_now","kind":"answer","source":"carer","value":"yes"}', '2026-05-31 09:00:27.000000', '909539efc40c585d229c4d2a4cdb0bbaf0be05d770c1c651374d600e3c7d2634', '4b204911be56558df5024387cc174d12952159bf336c2abb88d33e0bb71aa8f8');
INSERT INTO "journal" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 4, 'amend-eee8466bebea1c139f2bf987', '{"item":"danger_now","kind":"note_words","words":"Grandmother’s door is open — tonight too."}', '2026-05-31 09:00:28.000000', '4b204911be56558df5024387cc174d12952159bf336c2abb88d33e0bb71aa8f8', '6b20c204aa06f36c3b97f0115b13b294f14ef6ed09e5ca2c136dbb55402c9c77');
INSERT INTO "journal" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 5, 'amend-d73083fb3748a5b3ce172eee', '{"action":"Called","agency":"Police","at":"14:00","item":"danger_now","kind":"close_note","reference":"7/26","why_not":""}', '2026-05-31 09:00:29.000000', '6b20c204aa06f36c3b97f0115b13b294f14ef6ed09e5ca2c136dbb55402c9c77', '7c0349f5b522cf7835f5f8892799d7b5eba4697ac5511decd67e6c216cc2f10a');
INSERT INTO "journal" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 6, 'amend-2662cba644be682326576c6e', '{"by":null,"item":"feels_safe","kind":"no_answer","reason":"unknown"}', '2026-05-31 09:00:30.000000', '7c0349f5b522cf7835f5f8892799d7b5eba4697ac5511decd67e6c216cc2f10a', 'f03d84f7597684477441aa2ec30f78f5f52dc73f829b13581f51d253753006ed');
INSERT INTO "journal" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 7, 'amend-64fc2bef07940dd0fce44a84', '{"informant":"child","item":"tonight_place","kind":"said","statement":"s1","value":null,"words":"I like it there."}', '2026-05-31 09:00:31.000000', 'f03d84f7597684477441aa2ec30f78f5f52dc73f829b13581f51d253753006ed', '2de74115caaf8a4149793e7268f1ee3578dd922800529200e8f001e19c237298');
INSERT INTO "journal" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 8, 'amend-682844fea2f5262a78faa7ef', '{"ends":false,"kind":"pause"}', '2026-05-31 09:00:32.000000', '2de74115caaf8a4149793e7268f1ee3578dd922800529200e8f001e19c237298', '7b9e3df2aa1168db362f430fcd16e8bdfcd78e0a076289d6e863500f4b60dfe4');
INSERT INTO "journal" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 9, 'amend-faa6d7bc64902c8be5c8230a', '{"ends":true,"kind":"pause"}', '2026-05-31 09:00:33.000000', '7b9e3df2aa1168db362f430fcd16e8bdfcd78e0a076289d6e863500f4b60dfe4', '18a8c744eb385ddd2d764d1911a238dd138428b65678acfbc7be39c8109aa7b3');
INSERT INTO "journal" VALUES ('07c0e7d7969a765f75eb6ba35a547a7b', 10, 'amend-0f3e49e01965d94b29cf4004', '{"kind":"stop","left":"Left calm.","rebook":"2026-06-14"}', '2026-05-31 09:00:34.000000', '18a8c744eb385ddd2d764d1911a238dd138428b65678acfbc7be39c8109aa7b3', 'e108219cf640288a61c4f9dea181a493884ffa2953442b1dc67c55ec085749ff');
INSERT INTO "journal" VALUES ('024a079b3af3c3e1e8b0759792ab2693', 1, 'amend-b95bb366338cb65f4d981234', '{"item":"go_on","kind":"answer","source":null,"value":"see"}', '2026-05-31 09:00:35.000000', '1e0d6f4b8a440b0c3ee2f7a273cfb61e816a2fba98665dfbbcabfc21a7487aea', 'd65a649c7386a0ba84d584b62669d89d36ed883eba8007b82473950e80b866ab');
INSERT INTO "commits" VALUES (1, '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '', 'd4dc4617df0f22c0cec944155862e0d7b6861f59cc02fef8496ee8ad57f4ddf8');
INSERT INTO "commits" VALUES (2, '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '', 'acd3969d0fb25487ee3f15913ef85b2e2e3ec5db6c5e542b9f7d7cebc86327ad');
INSERT INTO "commits" VALUES (3, '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '', '92c5ed256e46f3953635b23e76e972f1f9e94037b7f1d1888e55d5d287775c4a');
INSERT INTO "commits" VALUES (4, '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b', '', '418ef6cf5058e0ace68b7e74e1c18f6426cb723d163c172abdb3ddc0e15bcdf8');
INSERT INTO "commits" VALUES (5, 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44', '', '088727228849ae8355349654c96bc6d03354841a613368d346ab75c24b2811d8');
INSERT INTO "commits" VALUES (6, '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e', '', '44a9637ab5505a693c1f7a921b379a4df7d75f8da5b243b975b20498ef9d092c');
INSERT INTO "commits" VALUES (7, '6a7f77855f8e1d66902315029f1ad58c0ae04d28d4c96fb63ce2d67c6154a89f', '', 'b10411310144764631b6421a65200c942564243d949be2aa18c71199379db341');
INSERT INTO "commits" VALUES (8, 'def9f0f9869c1347d5bed635db35f2109d1728727bbbd6ca8ac53a6673881f16', '', '5a09827862830a140803c1da2ef99087c37e63385febc019a1e6a9783046726e');
INSERT INTO "commits" VALUES (9, '03331e6334a1e9f27f481fc48cfdf483b1ea47293b7853e7e4272287f6a26b82', '', '0eab52da6ff4f58501084f56c392bfd5f568e97962c75097f3ad63c501ff4d5a');
INSERT INTO "commits" VALUES (10, '8d7fb379571b9cfd6c0a5cb998fe2a6ba2f6cffd87efb9d9bc0f15bb1e718c21', '', 'e19728f55ea8a4d1b5e9204d28c2a5c6fae1bc52fb872fb162022e9fa602b0ca');
INSERT INTO "commits" VALUES (11, 'af882477e76fa4842bc473e9f4cde9729560ef49fd0aa454f536e944b6dcef79', '', 'b2673e4ebf78d5bb95a83e8400c2f0650a8599a90e6188724f3c67c82641278f');
INSERT INTO "commits" VALUES (12, '34afb1ed3c93e58c1388f053e4e44ae49e46e3a628aa070d10c6764207d465f7', '', '4fd51f33eff9cb1e667b324506c7c545e20863cdb9b14372816ab7d8251fe786');
INSERT INTO "commits" VALUES (13, '4380e0b9e12298e682e04a0155ac2225478301fd3ab49561c9b0e22fc6fce51b', '', '04eea347d0c6e49aa6ebe7cb5e5535b2d9f336fc17b6679601e2498740d53b47');
INSERT INTO "commits" VALUES (14, 'c80a459ded372d543169d288e3c0764065bf5918e1635af7cbc7c05657beec8b', '', 'ff6de4e6ec4a329905cb651efd1d950bf83f02a314c3dd85c1f38eee0d51cadd');
INSERT INTO "commits" VALUES (15, 'f63b56e75577184f4873b0f459de6b26e6dc29ee517422bb81fc5529e4948e42', '', 'e0dbccfac1425006ffc8ad9fd2247ace6c18e6d9e1c3d323407304584851421c');
INSERT INTO "commits" VALUES (16, 'b5141539a0248f5172e74cb2d0e37c2632cc886dd7ca2fe7ab5862716fd6ce69', '', '6df8a92a3f5c9544c6b6ff0f170b0c936d3cea54f19deb8ba5cb32ae5a42a3d1');
INSERT INTO "commits" VALUES (17, 'a9b0c70bdc76057b48448043ee4f42d7675c739c087ef6bbfbdc44d58b256ae6', '', '2db22525f8bc93730860d18756d8993b1d720a579d3d364e39b25e14076125d1');
INSERT INTO "commits" VALUES (18, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', '', 'b0f348aec840fe2f618bce421598c89943a8f8e55647c6760bb1f6da8977f8f3');
INSERT INTO "commits" VALUES (19, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', '0a83574bad0d2bda01f10e1a617f9eb48ffa3a1ba9adec2c4d8585acaa331b0f', 'b2addf7f75b00dd7fc0f35a7ad83338109d035406bb4949e7bbed36ad8f1f681');
INSERT INTO "commits" VALUES (20, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', '909539efc40c585d229c4d2a4cdb0bbaf0be05d770c1c651374d600e3c7d2634', '61510249ebb9f000bef4c770fc783994ec2894c8b4e9d9cb3c6f4f5757a1003e');
INSERT INTO "commits" VALUES (21, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', '4b204911be56558df5024387cc174d12952159bf336c2abb88d33e0bb71aa8f8', 'a61c8e5822b1edb1b0de5469a8cfcef7073b371d187c4a28a10e9dcc303cf3e8');
INSERT INTO "commits" VALUES (22, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', '6b20c204aa06f36c3b97f0115b13b294f14ef6ed09e5ca2c136dbb55402c9c77', '9f82817d05ebbe158813fa140581deb5682051519e5834d035c44c6d6e8aff1b');
INSERT INTO "commits" VALUES (23, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', '7c0349f5b522cf7835f5f8892799d7b5eba4697ac5511decd67e6c216cc2f10a', '794104095cb48eddba27f5e7f20667e52a7611cfe3efe8a5043ae8da63ddb9ea');
INSERT INTO "commits" VALUES (24, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', 'f03d84f7597684477441aa2ec30f78f5f52dc73f829b13581f51d253753006ed', '84c822f35df75b624f335f8d8d9a374510a0b210b672cad6fdcb44b6bd84063b');
INSERT INTO "commits" VALUES (25, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', '2de74115caaf8a4149793e7268f1ee3578dd922800529200e8f001e19c237298', '49831e98f3513bebee9d0f69fa35267d5c270ed2c409c0f616b6f63ccca7fc03');
INSERT INTO "commits" VALUES (26, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', '7b9e3df2aa1168db362f430fcd16e8bdfcd78e0a076289d6e863500f4b60dfe4', '649b4f875a724da81b7e19a23cb8f0d911112f2733e38cdfb84f87d0a24856ab');
INSERT INTO "commits" VALUES (27, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', '18a8c744eb385ddd2d764d1911a238dd138428b65678acfbc7be39c8109aa7b3', 'eb0bc94afd02ae6cbb2dfd381f3b43b86c011a94b7348958776445878793113f');
INSERT INTO "commits" VALUES (28, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', 'e108219cf640288a61c4f9dea181a493884ffa2953442b1dc67c55ec085749ff', '744ffb3170ef3c7f12af0830f24c6e60fa083ab389b89dcf4ce294fad0fae85d');
INSERT INTO "commits" VALUES (29, '38d002bdf821f00ab52c8ebac26667c56cc3282d31955922261251ca3440d671', 'd65a649c7386a0ba84d584b62669d89d36ed883eba8007b82473950e80b866ab', '682846c044ebbec6ad56cb47c6446fa8b69f6632ff4949473bf7d87d17a90698');
