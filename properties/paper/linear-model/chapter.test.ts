import { describeChapter } from '../../support/chapter.js';

describeChapter('linear model');
