import { describeChapter } from '../../support/chapter.js';

describeChapter('leaky relu');
