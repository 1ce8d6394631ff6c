import { describeChapter } from '../../support/chapter.js';

describeChapter('networks');
