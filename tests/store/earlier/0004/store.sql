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
	company JSON, 
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
INSERT INTO "migrations" VALUES ('0001 first tables', '2026-11-30 22:43:10.354308');
INSERT INTO "migrations" VALUES ('0002 count of commits', '2026-11-30 22:43:10.365149');
INSERT INTO "migrations" VALUES ('0003 ages and days', '2026-11-30 22:43:10.372783');
INSERT INTO "migrations" VALUES ('0004 people told apart', '2026-11-30 22:43:10.374403');
INSERT INTO "families" VALUES ('eee0b182dc35c783367603098e90b6ab', 'F-945', '2026-05-31 09:00:08.000000');
INSERT INTO "settings" VALUES ('practitioner', 'AB');
INSERT INTO "settings" VALUES ('pin', '$argon2id$v=19$m=8,t=1,p=1$6Y9XSR8PDMCkhfNCaPqXqA$BQyYz+XwGSWOPK8kZiZE5fWNU/CxAmJYfvj3Y5CTJ4k');
INSERT INTO "settings" VALUES ('organisation', 'House of the lake');
INSERT INTO "settings" VALUES ('contact.police', '112');
INSERT INTO "audit" VALUES (1, 'setting changed', 'practitioner', '2026-05-31 09:00:01.000000', 'audit', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f');
INSERT INTO "audit" VALUES (2, 'PIN set', '', '2026-05-31 09:00:02.000000', '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863');
INSERT INTO "audit" VALUES (3, 'store made', '', '2026-05-31 09:00:03.000000', '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9');
INSERT INTO "audit" VALUES (4, 'store opened', '', '2026-05-31 09:00:04.000000', '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519');
INSERT INTO "audit" VALUES (5, 'count of changes begun', '', '2026-05-31 09:00:05.000000', '08cec834b09826e51f0296ac0f76d08fd0360a360bab6eeb12d30ea3241a1519', '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b');
INSERT INTO "audit" VALUES (6, 'setting changed', 'organisation', '2026-05-31 09:00:06.000000', '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b', 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44');
INSERT INTO "audit" VALUES (7, 'setting changed', 'contact.police', '2026-05-31 09:00:07.000000', 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44', '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e');
INSERT INTO "audit" VALUES (8, 'family added', 'eee0b182dc35c783367603098e90b6ab', '2026-05-31 09:00:09.000000', '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e', '2a0239c0bb3cc6c1923f697d3528e000c9c82737a29aad70b0e6b2ed85972304');
INSERT INTO "audit" VALUES (9, 'person added', 'f780158414866df228a659d18c7c81dc', '2026-05-31 09:00:10.000000', '2a0239c0bb3cc6c1923f697d3528e000c9c82737a29aad70b0e6b2ed85972304', '76da1877e97d27118b4b62e4a8ccc9b5598ee7a2f754e528d624299cf96359f2');
INSERT INTO "audit" VALUES (10, 'person changed', 'f780158414866df228a659d18c7c81dc', '2026-05-31 09:00:11.000000', '76da1877e97d27118b4b62e4a8ccc9b5598ee7a2f754e528d624299cf96359f2', 'e9c53a832cd34709cceebcf52028c1df843d90d71199155fd2b06f32e6dcc0ea');
INSERT INTO "audit" VALUES (11, 'person added', '2399e9862502164dea89f6b01af0546b', '2026-05-31 09:00:12.000000', 'e9c53a832cd34709cceebcf52028c1df843d90d71199155fd2b06f32e6dcc0ea', 'fef8ce1e1a91cf4dc3f2d1328a1008e5b5c16371869c87bb9f2d4bfab345b13b');
INSERT INTO "audit" VALUES (12, 'person added', '6aceb49d118e8ca9dfad7a1784fd2c21', '2026-05-31 09:00:13.000000', 'fef8ce1e1a91cf4dc3f2d1328a1008e5b5c16371869c87bb9f2d4bfab345b13b', '61c31830bc82ab8a75cfe12ff301d7715b4963b5594b2acfa3b334eabae80aea');
INSERT INTO "audit" VALUES (13, 'person added', '8bb283e4c18e18d237e0dbf25901d588', '2026-05-31 09:00:14.000000', '61c31830bc82ab8a75cfe12ff301d7715b4963b5594b2acfa3b334eabae80aea', 'cf4fc2a09f4b0555debbf1c2b0e19a30bfff1ca28b29c7c5b9838dd60288bb2a');
INSERT INTO "audit" VALUES (14, 'child added', 'd8b52d501484a36b5696017dbe074bf0', '2026-05-31 09:00:17.000000', 'cf4fc2a09f4b0555debbf1c2b0e19a30bfff1ca28b29c7c5b9838dd60288bb2a', '1c80c413145a783aadc2ae2a73ec443f30fa18767ca8e126b43cacf53fce56b7');
INSERT INTO "audit" VALUES (15, 'child added', 'f9580a4bb7e9d566593b7e73af69186a', '2026-05-31 09:00:19.000000', '1c80c413145a783aadc2ae2a73ec443f30fa18767ca8e126b43cacf53fce56b7', '8bf194e3defdb4c3947ec73488459e1ee2443ec0d6eb16b503ae21bb3e1f04ca');
INSERT INTO "audit" VALUES (16, 'child described', 'd8b52d501484a36b5696017dbe074bf0', '2026-05-31 09:00:21.000000', '8bf194e3defdb4c3947ec73488459e1ee2443ec0d6eb16b503ae21bb3e1f04ca', 'f5552c9f9d6ed677bebd14b11188e7cf2b885f513b89a9b7aa151e0404f61637');
INSERT INTO "audit" VALUES (17, 'responsibility added', 'd8b52d501484a36b5696017dbe074bf0', '2026-05-31 09:00:22.000000', 'f5552c9f9d6ed677bebd14b11188e7cf2b885f513b89a9b7aa151e0404f61637', '0cf4b8c843f4142a7bbbe04891c2601746c3c02addd129567e9c59e8572a516e');
INSERT INTO "audit" VALUES (18, 'went on without consent', 'd8b52d501484a36b5696017dbe074bf0', '2026-05-31 09:00:23.000000', '0cf4b8c843f4142a7bbbe04891c2601746c3c02addd129567e9c59e8572a516e', '11c79b420abc41b573cb1660c88325fbc243b4c88c8f9b48fcd6ce9573e1a5d5');
INSERT INTO "audit" VALUES (19, 'sitting begun', '5a33c13633bf3d8410fb600a08669f51', '2026-05-31 09:00:23.000000', '11c79b420abc41b573cb1660c88325fbc243b4c88c8f9b48fcd6ce9573e1a5d5', '2369926a85a05ed9cf15dfe0d23aaa8ffae39e1bb84e5d7ee5d59aa5032d95da');
INSERT INTO "audit" VALUES (20, 'consent recorded', 'd8b52d501484a36b5696017dbe074bf0', '2026-05-31 09:00:25.000000', '2369926a85a05ed9cf15dfe0d23aaa8ffae39e1bb84e5d7ee5d59aa5032d95da', '369eb5e3a0aa2e684446835bc4f9d024b5fd869729e7f838c9a2bcf77acb8676');
INSERT INTO "audit" VALUES (21, 'assent recorded', 'd8b52d501484a36b5696017dbe074bf0', '2026-05-31 09:00:27.000000', '369eb5e3a0aa2e684446835bc4f9d024b5fd869729e7f838c9a2bcf77acb8676', 'e2ed07c3beb9664130d67b7e7213444c6e4a40102bbe3aa01e2a5cea27615aad');
INSERT INTO "audit" VALUES (22, 'sitting begun', 'a30967ecba8aa05b0937370382b560c8', '2026-05-31 09:00:28.000000', 'e2ed07c3beb9664130d67b7e7213444c6e4a40102bbe3aa01e2a5cea27615aad', 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba');
INSERT INTO "persons" VALUES ('f780158414866df228a659d18c7c81dc', 'eee0b182dc35c783367603098e90b6ab', 'mother', 'A', 0);
INSERT INTO "persons" VALUES ('2399e9862502164dea89f6b01af0546b', 'eee0b182dc35c783367603098e90b6ab', 'mother', 'B', 0);
INSERT INTO "persons" VALUES ('6aceb49d118e8ca9dfad7a1784fd2c21', 'eee0b182dc35c783367603098e90b6ab', 'grandparent', '', 0);
INSERT INTO "persons" VALUES ('8bb283e4c18e18d237e0dbf25901d588', 'eee0b182dc35c783367603098e90b6ab', 'father', '', 1);
INSERT INTO "children" VALUES ('d8b52d501484a36b5696017dbe074bf0', 'eee0b182dc35c783367603098e90b6ab', 'E-943', NULL, '6-11', '2026-05-31', 'left_behind', '2026-05-31 09:00:16.000000');
INSERT INTO "children" VALUES ('f9580a4bb7e9d566593b7e73af69186a', 'eee0b182dc35c783367603098e90b6ab', 'M-754', '2014-02', NULL, NULL, NULL, '2026-05-31 09:00:18.000000');
INSERT INTO "responsibilities" VALUES ('117b0939eed2284a89850f31c49128ef', 'd8b52d501484a36b5696017dbe074bf0', 'f780158414866df228a659d18c7c81dc', 'by_birth', '2017-04-01', NULL);
INSERT INTO "consents" VALUES ('45f07fe4da41060e01129454a703082c', 'd8b52d501484a36b5696017dbe074bf0', 'assessment', 'given', 'f780158414866df228a659d18c7c81dc', '2026-05-31', 1, '', '2026-05-31 09:00:24.000000');
INSERT INTO "assents" VALUES ('dce22a17169b9efdf21c7ecddcf6d12e', 'd8b52d501484a36b5696017dbe074bf0', 'assessment', 'given', '2026-05-31', 1, '', '2026-05-31 09:00:26.000000');
INSERT INTO "without_consent" VALUES ('6337aa16bdff0e0fc2d37fac2c91cdea', 'd8b52d501484a36b5696017dbe074bf0', 'safety_screen', 'Nobody could be asked.', 'AB', '2026-05-31 09:00:23.000000');
INSERT INTO "sittings" VALUES ('1331014b100a391e75efd96b0bdd2f4d', 'd8b52d501484a36b5696017dbe074bf0', '2026-05-31', '["child", "carer"]', NULL, 'none', '', 'Dari', 'pictures', '2026-05-31 09:00:23.000000');
INSERT INTO "sittings" VALUES ('2c2d432d6afa993f83389a3147bee2c1', 'd8b52d501484a36b5696017dbe074bf0', '2026-05-31', '["child"]', NULL, 'vetted', 'XY', '', '', '2026-05-31 09:00:28.000000');
INSERT INTO "assessments" VALUES ('5a33c13633bf3d8410fb600a08669f51', 'd8b52d501484a36b5696017dbe074bf0', '1331014b100a391e75efd96b0bdd2f4d', 'safety_screen', '1.0', 'left_behind', 6.0, 11.0, 'crisis', 10, NULL, 'before', NULL, '[{"began_at": "2026-05-31T09:00:36Z", "ended_at": "2026-05-31T09:00:37Z"}]', '2026-05-31 09:00:38.000000', 'Left calm.', '2026-06-14', '2026-05-31 09:00:38.000000');
INSERT INTO "assessments" VALUES ('a30967ecba8aa05b0937370382b560c8', 'd8b52d501484a36b5696017dbe074bf0', '2c2d432d6afa993f83389a3147bee2c1', 'safety_screen', '1.0', 'left_behind', 6.0, 11.0, NULL, 1, NULL, 'before', NULL, '[]', NULL, '', NULL, '2026-05-31 09:00:39.000000');
INSERT INTO "answers" VALUES ('5a33c13633bf3d8410fb600a08669f51', 'who_is_here', 1, '["child", "carer"]', NULL, NULL, '2026-05-31 09:00:29.000000');
INSERT INTO "answers" VALUES ('5a33c13633bf3d8410fb600a08669f51', 'go_on', 2, '"ask"', NULL, NULL, '2026-05-31 09:00:30.000000');
INSERT INTO "answers" VALUES ('5a33c13633bf3d8410fb600a08669f51', 'danger_now', 3, '"yes"', NULL, 'carer', '2026-05-31 09:00:31.000000');
INSERT INTO "answers" VALUES ('5a33c13633bf3d8410fb600a08669f51', 'feels_safe', 4, NULL, 'unknown', NULL, '2026-05-31 09:00:34.000000');
INSERT INTO "answers" VALUES ('a30967ecba8aa05b0937370382b560c8', 'go_on', 1, '"see"', NULL, NULL, '2026-05-31 09:00:39.000000');
INSERT INTO "statements" VALUES ('5a33c13633bf3d8410fb600a08669f51', 's1', 1, 'tonight_place', 'child', 'I like it there.', NULL, '2026-05-31 09:00:35.000000');
INSERT INTO "notes" VALUES ('5a33c13633bf3d8410fb600a08669f51', 'danger_now', 1, 'critical', '2026-05-31 09:00:31.000000', 'Grandmother’s door is open — tonight too.', NULL, 0, '2026-05-31 09:00:33.000000', 'Called', '14:00', 'Police', '7/26', '');
INSERT INTO "notes" VALUES ('5a33c13633bf3d8410fb600a08669f51', 'feels_safe', 2, 'open', '2026-05-31 09:00:34.000000', '', '2026-06-01', 0, NULL, '', '', '', '', '');
INSERT INTO "journal" VALUES ('5a33c13633bf3d8410fb600a08669f51', 1, 'amend-bb7b640953d6978c6bcd1d34', '{"item":"who_is_here","kind":"answer","source":null,"value":["child","carer"]}', '2026-05-31 09:00:29.000000', 0, 'dd2dd2c7f0519df8852cf8736133a4c65d3e0ad8b690f249fe82e4418665ac34', '65e945de437ae014722aa814584743f578b2f09e8eb6e2f3a5f104b10c5d48f3');
INSERT INTO "journal" VALUES ('5a33c13633bf3d8410fb600a08669f51', 2, 'amend-964441969c146331383e622d', '{"item":"go_on","kind":"answer","source":null,"value":"ask"}', '2026-05-31 09:00:30.000000', 0, '65e945de437ae014722aa814584743f578b2f09e8eb6e2f3a5f104b10c5d48f3', '0d0682c19c9f031b612341ba75be59978b8bbac84edd460b94d0527b3520706d');
INSERT INTO "journal" VALUES ('5a33c13633bf3d8410fb600a08669f51', 3, 'amend-f3817a4396aa41e9b170d2b3', '{"item":"danger_now","kind":"answer","source":"carer","value":"yes"}', '2026-05-31 09:00:31.000000', 0, '0d0682c19c9f031b612341ba75be59978b8bbac84edd460b94d0527b3520706d', 'f58431bcf93429b97e7ded371c85c75bcbae6d6adb5347f67c2ec22af3c120c2');
INSERT INTO "journal" VALUES ('5a33c13633bf3d8410fb600a08669f51', 4, 'amend-630d37eb56812ac3a0828301', '{"item":"danger_now","kind":"note_words","words":"Grandmother’s door is open — tonight too."}', '2026-05-31 09:00:32.000000', 0, 'f58431bcf93429b97e7ded371c85c75bcbae6d6adb5347f67c2ec22af3c120c2', 'a06d9247261a84d81fff0ac0986b85834a8a32e969fbd036bc9e9d5bc9bd49fc');
INSERT INTO "journal" VALUES ('5a33c13633bf3d8410fb600a08669f51', 5, 'amend-d50a539dbe23186fecd6f363', '{"action":"Called","agency":"Police","at":"14:00","item":"danger_now","kind":"close_note","reference":"7/26","why_not":""}', '2026-05-31 09:00:33.000000', 0, 'a06d9247261a84d81fff0ac0986b85834a8a32e969fbd036bc9e9d5bc9bd49fc', 'b33f0b0224088c55272344dbd763ffef854e64efde86c9e3c45c7cc6a9ccfee6');
INSERT INTO "journal" VALUES ('5a33c13633bf3d8410fb600a08669f51', 6, 'amend-fc84db72a9395fd665be4dd6', '{"by":null,"item":"feels_safe","kind":"no_answer","reason":"unknown"}', '2026-05-31 09:00:34.000000', 0, 'b33f0b0224088c55272344dbd763ffef854e64efde86c9e3c45c7cc6a9ccfee6', '98e6b78fccf04da5168548cddb4ac32684c2f069c2fbd473932b6e0ee7ad4c48');
INSERT INTO "journal" VALUES ('5a33c13633bf3d8410fb600a08669f51', 7, 'amend-c6189aafa67fd1c38172a906', '{"informant":"child","item":"tonight_place","kind":"said","statement":"s1","value":null,"words":"I like it there."}', '2026-05-31 09:00:35.000000', 0, '98e6b78fccf04da5168548cddb4ac32684c2f069c2fbd473932b6e0ee7ad4c48', 'ae60eac9c32859c6451e019eba0e60f77d58780958de4b248d91a04a66c78c30');
INSERT INTO "journal" VALUES ('5a33c13633bf3d8410fb600a08669f51', 8, 'amend-f9ff4c64970d996d6f0de62c', '{"ends":false,"kind":"pause"}', '2026-05-31 09:00:36.000000', 0, 'ae60eac9c32859c6451e019eba0e60f77d58780958de4b248d91a04a66c78c30', '3ca9fa4ae969f6aa6268f06bfc5ecfcce98a5fe68b61d2a99e903a1765de7bac');
INSERT INTO "journal" VALUES ('5a33c13633bf3d8410fb600a08669f51', 9, 'amend-9e07410fb167272e0e773dce', '{"ends":true,"kind":"pause"}', '2026-05-31 09:00:37.000000', 0, '3ca9fa4ae969f6aa6268f06bfc5ecfcce98a5fe68b61d2a99e903a1765de7bac', 'a89b8af318a693af13ae9ca69a7bed6dc5d69d6cf2669525d8a9c8779dc0cf54');
INSERT INTO "journal" VALUES ('5a33c13633bf3d8410fb600a08669f51', 10, 'amend-d1a015ebe90d5daf753aaa69', '{"kind":"stop","left":"Left calm.","rebook":"2026-06-14"}', '2026-05-31 09:00:38.000000', 0, 'a89b8af318a693af13ae9ca69a7bed6dc5d69d6cf2669525d8a9c8779dc0cf54', '6e70cd7fe82a42700b580c6158d1c5a88dc60ade8015126e582bff335f701bf3');
INSERT INTO "journal" VALUES ('a30967ecba8aa05b0937370382b560c8', 1, 'amend-8db474547508c5bb8932eb47', '{"item":"go_on","kind":"answer","source":null,"value":"see"}', '2026-05-31 09:00:39.000000', 0, '1b93521f7263b4b30f0d0a04d2d10934191265c9c25a6ef44d1824446b238ad8', '5ef8ecbc069f1d20ce14d69982e5ea9c334d1aa921c168d1f69b30f2f857f156');
INSERT INTO "commits" VALUES (1, '5ca4d0e80cff92d47bad94a33dfdd2ad65462329518ec4dca4311623a3d7a28f', '', 'd4dc4617df0f22c0cec944155862e0d7b6861f59cc02fef8496ee8ad57f4ddf8');
INSERT INTO "commits" VALUES (2, '9ee184769185ad4cb93ae8ee4e252cb72a53ac6a1a4bbc32234ae2b32370e863', '', 'acd3969d0fb25487ee3f15913ef85b2e2e3ec5db6c5e542b9f7d7cebc86327ad');
INSERT INTO "commits" VALUES (3, '8ecd477fa033483c69ce8d4547bb929db4aac947fa18c7c61d7c674072c1e3d9', '', '92c5ed256e46f3953635b23e76e972f1f9e94037b7f1d1888e55d5d287775c4a');
INSERT INTO "commits" VALUES (4, '99d7bed12e41f1c338406b790cc5f8d0a569254146a01084873a2e476480115b', '', '418ef6cf5058e0ace68b7e74e1c18f6426cb723d163c172abdb3ddc0e15bcdf8');
INSERT INTO "commits" VALUES (5, 'dac653c9efabb643ac301d281b095a1bb359d03f2947268b1cf2d333b14cdd44', '', '088727228849ae8355349654c96bc6d03354841a613368d346ab75c24b2811d8');
INSERT INTO "commits" VALUES (6, '41bc7f070c016333926155b78c87c7a44906c9d70af02b585d7af8b0815e996e', '', '44a9637ab5505a693c1f7a921b379a4df7d75f8da5b243b975b20498ef9d092c');
INSERT INTO "commits" VALUES (7, '2a0239c0bb3cc6c1923f697d3528e000c9c82737a29aad70b0e6b2ed85972304', '', '221df9761ae62396c8ac8da24bd3b5a493feee3502a9baba893cdbed82ca80ac');
INSERT INTO "commits" VALUES (8, '76da1877e97d27118b4b62e4a8ccc9b5598ee7a2f754e528d624299cf96359f2', '', '6964396c0e1883ca35543ee4dffb50ad6353e4497a070e1eab71347c10d89e1c');
INSERT INTO "commits" VALUES (9, 'fef8ce1e1a91cf4dc3f2d1328a1008e5b5c16371869c87bb9f2d4bfab345b13b', '', '2d2bc05c4973da3af736690bc1f25638a35ddd7c76cdfd2cd14afd9cd889007d');
INSERT INTO "commits" VALUES (10, '61c31830bc82ab8a75cfe12ff301d7715b4963b5594b2acfa3b334eabae80aea', '', '06a2ac01d50fc89763733e34d44e318ffb711175f638c00d2f460f2b653a51d9');
INSERT INTO "commits" VALUES (11, 'cf4fc2a09f4b0555debbf1c2b0e19a30bfff1ca28b29c7c5b9838dd60288bb2a', '', 'a4be086fe8f966bde9aeef9671caee813913d2d926d533273fe14a868cd431e8');
INSERT INTO "commits" VALUES (12, '1c80c413145a783aadc2ae2a73ec443f30fa18767ca8e126b43cacf53fce56b7', '', '67e37e24869a0bf530fed11ea5d309d5236a9077c12ea59ec3e39161db654b7b');
INSERT INTO "commits" VALUES (13, '8bf194e3defdb4c3947ec73488459e1ee2443ec0d6eb16b503ae21bb3e1f04ca', '', '529185dfed01055d1648f268b865bbecf1966ec3ca958e7ea05fe04d208fb087');
INSERT INTO "commits" VALUES (14, 'f5552c9f9d6ed677bebd14b11188e7cf2b885f513b89a9b7aa151e0404f61637', '', 'd63b3ada9f6cc0b87952b924d8e38d6b96cca1c12c97fc1165ba4e741d0dc3c6');
INSERT INTO "commits" VALUES (15, '0cf4b8c843f4142a7bbbe04891c2601746c3c02addd129567e9c59e8572a516e', '', '47034fb165876e1acf748d47d0e90944f104881b2f7fa724815108ed707791c5');
INSERT INTO "commits" VALUES (16, '2369926a85a05ed9cf15dfe0d23aaa8ffae39e1bb84e5d7ee5d59aa5032d95da', '', '85b8a3ee4afe7e371953e0013df90c0bad89e9a84345f00ab5d6e379eb43e9dc');
INSERT INTO "commits" VALUES (17, '369eb5e3a0aa2e684446835bc4f9d024b5fd869729e7f838c9a2bcf77acb8676', '', '995d0ad961590ef96da354d6b08e8f98fba2bf3f098515c3f7b3a7de8618efab');
INSERT INTO "commits" VALUES (18, 'e2ed07c3beb9664130d67b7e7213444c6e4a40102bbe3aa01e2a5cea27615aad', '', '76c040513828753febfa492e338086517041af6791dc722e16b26893ad9b6b97');
INSERT INTO "commits" VALUES (19, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', '', '3a61a4aedc08319e410450504d54f1322cfcea60046b9cd49dd457d467a91171');
INSERT INTO "commits" VALUES (20, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', '65e945de437ae014722aa814584743f578b2f09e8eb6e2f3a5f104b10c5d48f3', '7b354311a01875ce2e045f0762968010ac0db4e11c0957ad0c090c5c68752825');
INSERT INTO "commits" VALUES (21, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', '0d0682c19c9f031b612341ba75be59978b8bbac84edd460b94d0527b3520706d', '768493726fe3fd193f6b46d50efe773c325ce6434ed4926eeec367a52bbac4ec');
INSERT INTO "commits" VALUES (22, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', 'f58431bcf93429b97e7ded371c85c75bcbae6d6adb5347f67c2ec22af3c120c2', 'dc8c3d9feb7c5ced5e5c8cf450b758924c6dd8bafdc2bb1eb35cca82d3a915da');
INSERT INTO "commits" VALUES (23, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', 'a06d9247261a84d81fff0ac0986b85834a8a32e969fbd036bc9e9d5bc9bd49fc', '582d43ed47ec11b969a8c23d5c69c393395666345d1b469cdc0fd83d8adaab71');
INSERT INTO "commits" VALUES (24, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', 'b33f0b0224088c55272344dbd763ffef854e64efde86c9e3c45c7cc6a9ccfee6', '5b3497868b65a3c2da67cfec8590875080c701fd2034dc9185921b7ec40166c3');
INSERT INTO "commits" VALUES (25, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', '98e6b78fccf04da5168548cddb4ac32684c2f069c2fbd473932b6e0ee7ad4c48', '6d082221d10db897218ae5965b8b0c765591067337691ce318ddfc749910beae');
INSERT INTO "commits" VALUES (26, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', 'ae60eac9c32859c6451e019eba0e60f77d58780958de4b248d91a04a66c78c30', 'dc14e92e550f0253d9a3c43ad24a9155e800013b5d7603ccce72607e5923080f');
INSERT INTO "commits" VALUES (27, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', '3ca9fa4ae969f6aa6268f06bfc5ecfcce98a5fe68b61d2a99e903a1765de7bac', '602155695d525ae863ec11210042376a3bbba923797702a17d5382ced8977a4c');
INSERT INTO "commits" VALUES (28, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', 'a89b8af318a693af13ae9ca69a7bed6dc5d69d6cf2669525d8a9c8779dc0cf54', 'f3336f030af7c8b558bf1f5cf9f3b61bf2fd756262331fdbd7d1259f98a1a4a1');
INSERT INTO "commits" VALUES (29, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', '6e70cd7fe82a42700b580c6158d1c5a88dc60ade8015126e582bff335f701bf3', 'c7aa8944f240259d3e94a106df32d209f96d0d44bff2554e2d0c5f7aa0306210');
INSERT INTO "commits" VALUES (30, 'cd0ac808b9cd06730b948333c5114bc6ae10f03b8e742fd34abb0c25f9c137ba', '5ef8ecbc069f1d20ce14d69982e5ea9c334d1aa921c168d1f69b30f2f857f156', '36893d8e8f3a1d503359c451d59931d2e3567354ba510a1eda4a5d6a621d3c34');
