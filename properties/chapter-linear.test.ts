import { describeChapter } from './helpers/chapter.js';

describeChapter('linear model');
