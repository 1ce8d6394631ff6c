import { describeChapter } from '../../support/chapter.js';

describeChapter('landscape');
